import type { PetitionKind, PetitionState } from '#contract/petitions.ts';

/** What citizens ask to be answered, apart from every ballot: days of the office's acts, none of the citizen's. */
export interface PetitionsTables {
  petition: {
    id: string;
    campaignId: string;
    number: string;
    kind: PetitionKind;
    concernedAgency: string | null;
    mayPublish: boolean;
    state: PetitionState;
    agencyCode: string | null;
    masked: string | null;
    assignedOn: string | null;
    dueOn: string | null;
    answer: string | null;
    note: string | null;
    closedOn: string | null;
    publicQuestion: string | null;
  };
  petitionContent: { petitionId: string; campaignId: string; sealed: Buffer };
}
