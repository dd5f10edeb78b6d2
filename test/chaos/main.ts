// Fieldwork in foul weather, with the real pages' modules, server and PostgreSQL (peers.md §2, T1–T16):
//   npm run chaos -- --seconds 120 --citizens 200 --seed 7
import { parseArgs } from 'node:util';
import type { Chance } from './chance.ts';
import { chanceOf, pause } from './chance.ts';
import type { Circumstances, Citizen, Plan } from './citizen.ts';
import { hasSeveralCopies, live, nameOf, newCitizen } from './citizen.ts';
import type { AskedPerson } from './crew.ts';
import {
  answerAtHome,
  callPeople,
  enrolCrew,
  newPerson,
  receiveStrips,
  scanUnheard,
  settleCrew,
  workKiosk,
  workTelephone,
} from './crew.ts';
import type { Make } from './device.ts';
import { newDevice } from './device.ts';
import { pageMaker } from './page.ts';
import type { Province } from './province.ts';
import { openProvince } from './province.ts';
import { reckonCrew } from './reckon-crew.ts';
import { checkBox, countAndCompare, openAllOnceMore } from './reckoning.ts';
import { pry } from './stranger.ts';
import { newTally } from './tally.ts';
import type { Weather } from './weather.ts';
import { send } from './weather.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    citizens: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const seconds = Number(values.seconds);
const seed = Number(values.seed);
const began = performance.now();
const tally = newTally();
process.on('unhandledRejection', (error) => {
  // A page whose storage was undone under it has nobody to tell; what it held is looked at in the end.
  if (!(error instanceof DOMException)) tally.violation(`nobody caught: ${error}`);
});
console.log(`chaos: ${values.citizens} citizens, ${seconds} s, seed ${seed}`);

/** One more for each two citizens: whom several doors ask. */
const asked = Math.ceil(Number(values.citizens) / 2);
const province = await openProvince(Number(values.citizens), 'silent', asked);
try {
  await fieldwork(province, chanceOf(seed));
} catch (error) {
  // A box that cannot be counted refuses its closing: the table says what had happened before.
  tally.violation(`broken off: ${(error as Error).stack}`);
} finally {
  await province.close();
}
print();
process.exit(tally.violations.length === 0 ? 0 : 1);

async function fieldwork(province: Province, chance: Chance): Promise<void> {
  const { campaign, address } = province;
  const make = await pageMaker();
  const crew = await openCrew(province, make, chance.fork());
  const until = performance.now() + seconds * 1000;
  const crewWork = crew.work(until);
  const lives = campaign.invitations.slice(0, Number(values.citizens)).map((invitation) => {
    const luck = chance.fork();
    const plan: Plan = luck.is(0.8) ? 'sends' : luck.is(0.5) ? 'stops' : 'loses the telephone';
    const count = plan !== 'loses the telephone' && luck.is(0.25) ? 2 : 1;
    const devices = Array.from({ length: count }, () => newDevice(make, luck));
    const citizen = newCitizen(invitation, plan, devices);
    const weather = weatherOver(citizen, address);
    const around: Circumstances = {
      chance: luck,
      tally,
      send: (path, init) => send(weather, luck, tally, path, init),
      isOver: () => performance.now() > until,
    };
    // Every fourth slip has somebody else looking at it.
    const stranger = luck.is(0.25) ? () => newDevice(make, luck) : undefined;
    return { citizen, weather, around, stranger };
  });
  const citizens = lives.map(({ citizen }) => citizen);
  tally.count('citizens', citizens.length);
  const troubles = trouble(province, chance.fork(), until);
  const prying = lives.flatMap(({ citizen, around, stranger }) =>
    stranger ? [pry(citizen.invitation, stranger, around)] : [],
  );
  tally.count('strangers', prying.length);
  tally.count('stranger learned something', 0);
  await Promise.all(
    lives.map(async ({ citizen, around }) => {
      await pause(around.chance.below(seconds * 400));
      await live(citizen, around);
    }),
  );
  await crewWork;
  await Promise.all(prying);
  await troubles;
  for (const { weather } of lives) weather.isCalm = true;
  await Promise.all(lives.flatMap(({ weather }) => [...weather.stragglers]));
  for (const { citizen, around } of lives) await openAllOnceMore(citizen, around);
  await crew.settle();
  if (province.crashes() > 0)
    tally.violation(`the server ended by itself ${province.crashes()} times`);
  await reckon(province, citizens, crew.people);
}

/** Kiosks, interviewers and a desk for strips, beside the people's own phones: each meets some of the same people. */
async function openCrew(province: Province, make: Make, chance: Chance) {
  let until = Number.POSITIVE_INFINITY;
  const { crew, campaign, address } = province;
  const people = crew.people.map((invitation) => newPerson(invitation, chance));
  tally.count('people whom several doors ask', people.length);
  const weather: Weather = {
    isCalm: true,
    address,
    stragglers: new Set(),
    onSubmission: () => undefined,
  };
  const around: Circumstances = {
    chance,
    tally,
    send: (path, init) => send(weather, chance, tally, path, init),
    isOver: () => performance.now() > until,
  };
  const devices = await enrolCrew(crew, people, make, around);
  const desk = { crew, campaignId: campaign.campaignId, heard: new Set<AskedPerson>() };
  const { campaignId } = campaign;
  const callDesk = { device: newDevice(make, chance), cookie: crew.caller, campaignId };
  const some = () => people.filter(() => chance.is(0.4));
  const work = () => [
    ...devices.kiosks.map((device) => workKiosk(device, some(), around)),
    ...devices.telephones.map((device) => workTelephone(device, people, around)),
    ...some().map((person) => answerAtHome(devices.phones.get(person)!, person, around)),
    callPeople(callDesk, people, around, 2400),
    receiveStrips(desk, people, around),
  ];
  return {
    people,
    work(end: number) {
      until = end;
      weather.isCalm = false;
      return Promise.all(work());
    },
    async settle() {
      weather.isCalm = true;
      await Promise.all(weather.stragglers);
      await settleCrew(devices, around);
      await scanUnheard(desk, people, around);
      await callPeople(callDesk, people, { ...around, isOver: () => false });
    },
  };
}

async function reckon(
  province: Province,
  citizens: readonly Citizen[],
  people: readonly AskedPerson[],
): Promise<void> {
  const office = await province.office();
  const { campaignId } = province.campaign;
  const others = await reckonCrew(office, campaignId, people, tally);
  await checkBox(office, campaignId, citizens, others, tally);
  await countAndCompare(office, campaignId, citizens, others, tally);
  await office.close();
}

function weatherOver(citizen: Citizen, address: string): Weather {
  return {
    isCalm: false,
    address,
    stragglers: new Set(),
    onSubmission(id, body) {
      const answers = JSON.stringify(JSON.parse(body).answers);
      const { submissions } = citizen;
      // Telephones that share the code send under one number.
      const others = [...submissions].filter(
        ([key, sent]) => key.startsWith(id) && sent !== answers,
      );
      if (others.length > 0 && !hasSeveralCopies(citizen))
        tally.violation(`${nameOf(citizen)}: a sealed submission has changed`);
      submissions.set(`${id} ${answers}`, answers);
    },
  };
}

/** The server is killed, the database crashes: several times, at moments of the seed's choosing. */
async function trouble(province: Province, chance: Chance, until: number): Promise<void> {
  const turns = ['server', 'database'];
  for (let turn = 0; ; turn += 1) {
    const wait = 1500 + chance.below(seconds * 60);
    const left = until - performance.now();
    await pause(Math.min(wait, Math.max(0, left)));
    if (wait > left) return;
    if (turns[turn % 2] === 'server') await province.restartServer();
    else await province.restartDatabase();
    tally.count(`${turns[turn % 2]} killed and started again`);
  }
}

function print(): void {
  const rows = [...tally.counts].sort(([a], [b]) => a.localeCompare(b));
  const width = Math.max(...rows.map(([label]) => label.length));
  for (const [label, times] of rows)
    console.log(`${label.padEnd(width)}  ${String(times).padStart(7)}`);
  console.log(`\n${Math.round((performance.now() - began) / 1000)} s, seed ${seed}`);
  for (const violation of tally.violations.slice(0, 50)) console.log(`VIOLATED  ${violation}`);
  console.log(`${tally.violations.length} violations`);
}
