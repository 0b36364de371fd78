import { DOSSIERS, type DossierContext, type DossierId, parseDossier } from '../../domain/dossiers/index.ts';
import type { Counts } from '../../domain/rules/rule-result.ts';
import { stageOf } from '../../domain/stages/item-definitions.ts';
import type { ItemId } from '../../domain/stages/items.ts';
import { STAGE_IDS } from '../../domain/stages/stages.ts';
import { dossierFor } from '../../rehearsal/dossiers.ts';
import { EXAMPLE, LANDU, PLAN, PLAN_2012, RULES, TOWNSHIP } from './township.ts';

/** The day on which every dossier here is written: late enough for what each says to have happened. */
const TODAY = '2012-10-08';
const APPOINTMENT = PLAN_2012.stages.find((stage) => stage.id === 'appointment')?.due ?? PLAN_2012.lastDay;

/** A dossier that a robot of the rehearsal would write for the township, with invented people; every rule holds. @param run the run's state, where one is under way */
export function sampleDossier(
  id: DossierId,
  township = LANDU,
  today = TODAY,
  run?: unknown,
  month: ItemId = 'monthly-report/2012-10',
): Readonly<Record<string, unknown>> {
  const half = { document: PLAN, plan: PLAN_2012 };
  const item: ItemId = id === 'monthly-report' ? month : id;
  const from = { county: EXAMPLE, half, watch: { today: () => today } } as unknown as Parameters<typeof dossierFor>[0];
  const state = (run ?? { items: [], seats: [] }) as unknown as Parameters<typeof dossierFor>[3];
  return dossierFor(from, township, item, state) as Readonly<Record<string, unknown>>;
}

let context: DossierContext | undefined;

/** What the dossiers are held against: each other. */
function contextOf(): DossierContext {
  context ??= {
    rules: RULES,
    body: 'COMMITTEE',
    today: TODAY,
    appointmentOn: APPOINTMENT,
    earlier: Object.fromEntries(STAGE_IDS.map((id) => [id, parsed(id, sampleDossier(id))])),
  };
  return context;
}

/** The counts that travel when this dossier is submitted. @throws Error when it is not a dossier of its kind */
export function countsOf(id: DossierId, dossier: unknown): Counts {
  return DOSSIERS[id].countsOf(parsed(id, dossier), contextOf());
}

const known = new Map<DossierId, Counts>();

/** Counts with which an item's dossier passes its gate in {@link TOWNSHIP}. */
export function passingCounts(item: ItemId): Counts {
  const id = dossierOf(item);
  const counts = known.get(id) ?? countsOf(id, sampleDossier(id));
  known.set(id, counts);
  return counts;
}

/**
 * One formal candidate more than the robots choose: the customary twenty per cent are reached, so that nothing is left
 * that the county league could ask about.
 */
export function countsOfMoreCandidates(): Counts {
  const { candidates = [], dropped = [], ...rest } = sampleDossier('formal-candidates') as Record<string, readonly { name: string }[]>;
  const [taken, ...left] = dropped;
  const others = left.length > 0 ? { dropped: left } : {};
  return countsOf('formal-candidates', { ...rest, ...others, candidates: [...candidates, { ...candidates.at(-1), name: taken?.name }] });
}

function dossierOf(item: ItemId): DossierId {
  return stageOf(item);
}

function parsed(id: DossierId, dossier: unknown): unknown {
  const read = parseDossier(id, dossier);
  if ('problems' in read) throw new Error(`${TOWNSHIP}'s ${id}: ${JSON.stringify(read.problems)}`);
  return read.dossier;
}
