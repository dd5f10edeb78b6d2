import { computed, signal } from '@preact/signals';
import type {
  DataCopy,
  DataRequest,
  DataRequestKind,
  RequestAnswer,
} from '#contract/data-requests.ts';
import * as contract from '#contract/data-requests.ts';
import { carryOutErasure, listErasures } from '#contract/erasures.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type DataRequestsModel = ReturnType<typeof createDataRequests>;

export interface RequestProps {
  readonly model: DataRequestsModel;
  readonly request: DataRequest;
}

export interface NewRequest {
  readonly kind: DataRequestKind;
  readonly channel: (typeof contract.REQUEST_CHANNELS)[number];
  readonly agencyCode: string;
  readonly dossierCode: string;
  readonly receivedOn: string;
}

/** What people ask about their own data: on the page of a slip, and what the office registers. */
export function createDataRequests(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const register = createLoaded(() => ask(contract.listDataRequests, { params }));
  const erasures = createLoaded(async () => (await ask(listErasures, { params })).requests);
  const copy = signal<DataCopy | undefined>(undefined);
  const load = async () => {
    await Promise.all([register.load(), erasures.load()]);
  };
  return {
    register,
    erasures,
    copy,
    load,
    /** What is still owed, by the day it is owed. */
    owed: computed(() =>
      [
        ...(register.value.value?.requests ?? [])
          .filter(({ closedAt }) => !closedAt)
          .map(({ repliedAt, replyDueOn, actDueOn }) => (repliedAt ? actDueOn : replyDueOn)),
        ...(erasures.value.value ?? [])
          .filter(({ carriedOutAt }) => !carriedOutAt)
          .map(({ dueOn }) => dueOn),
      ].sort(),
    ),
    erase: createAct((code: string) => ask(carryOutErasure, { params: { ...params, code } })),
    add: createAct((body: NewRequest) => ask(contract.registerDataRequest, { params, body })),
    answer: createAct((code: string, answer: RequestAnswer, note: string) =>
      ask(contract.answerDataRequest, { params: { ...params, code }, body: { answer, note } }),
    ),
    correct: createAct((code: string, body: contract.StoredContact) =>
      ask(contract.correctContact, { params: { ...params, code }, body }),
    ),
    read: createAct(async (code: string) => {
      copy.value = await ask(contract.readDataCopy, { params: { ...params, code } });
      return copy.value;
    }),
  };
}
