import { type Campaign, campaigns } from '../../store/campaigns.ts';
import { findRevision } from '../../store/dossiers.ts';
import { townshipProgress } from '../../store/progress.ts';
import type { ProcessDeps } from './deps.ts';

/** One township's experience that may be read by everybody (R82, R88). */
export interface Experience {
  readonly campaign: Pick<Campaign, '_id' | 'county' | 'countyName' | 'year'>;
  readonly township: string;
  readonly townshipName: string;
  readonly title: string;
  readonly text: string;
  /** Plan instant at which its summary passed. */
  readonly at: number;
}

const MOST = 200;

/**
 * Published experience, newest first: of summaries that passed and whose township agreed. Rehearsals are not public;
 * they are shown to those who take part when `campaign` names one.
 */
export async function listExperiences({ store }: Pick<ProcessDeps, 'store'>, campaign?: Campaign): Promise<Experience[]> {
  const open = campaign ? [campaign] : await campaigns(store).find({ 'clock.kind': 'live' }).toArray();
  const byId = new Map(open.map((row) => [row._id, row]));
  const rows = await townshipProgress(store)
    .find({ campaign: { $in: [...byId.keys()] }, 'state.items': { $elemMatch: { id: 'summary', status: 'passed' } } })
    .toArray();
  const found = await Promise.all(
    rows.map(async ({ campaign: id, township, state }): Promise<Experience[]> => {
      const item = state.items.find((one) => one.id === 'summary');
      const revision = item?.submission ? await findRevision(store, item.submission.revision) : undefined;
      const dossier = revision?.dossier as { readonly title: string; readonly text: string; readonly publish: boolean } | undefined;
      const of = byId.get(id);
      const townshipName = of?.townships.find((row) => row.id === township)?.name;
      if (!dossier?.publish || !of || !townshipName || item?.passedAt == null) return [];
      const { _id, county, countyName, year } = of;
      return [
        {
          campaign: { _id, county, countyName, year },
          township,
          townshipName,
          title: dossier.title,
          text: dossier.text,
          at: item.passedAt,
        },
      ];
    }),
  );
  return found
    .flat()
    .toSorted((a, b) => b.at - a.at)
    .slice(0, MOST);
}
