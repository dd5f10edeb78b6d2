/** `again`: nothing was taken. `unclear`: the message may have been taken, the reply was lost. */
export type SendOutcome = 'sent' | 'refused' | 'again' | 'unclear';

export interface WrittenMessage {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}
