import { type Campaign, campaigns } from '../../store/campaigns.ts';
import type { Store } from '../../store/database.ts';
import { dossiers } from '../../store/dossiers.ts';
import { townshipProgress } from '../../store/progress.ts';
import type { UseCaseDeps } from './deps.ts';

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

/** Which of them: those of one page, and one more that tells whether others follow. */
export interface ExperienceRows {
  readonly skip: number;
  readonly limit: number;
}

/** Reading for everybody that is under way: whoever opens the same page meanwhile waits for the same answer. */
const underWay = new WeakMap<Store, Map<string, Promise<Experience[]>>>();

/**
 * Published experience, newest first: of summaries that passed and whose township agreed. Rehearsals are not public;
 * they are shown to those who take part when `campaign` names one.
 */
export async function listExperiences(
  { store }: Pick<UseCaseDeps, 'store'>,
  rows: ExperienceRows,
  campaign?: Campaign,
): Promise<Experience[]> {
  if (campaign) return read(store, [campaign], rows);
  const pages = underWay.get(store) ?? new Map<string, Promise<Experience[]>>();
  underWay.set(store, pages);
  const page = `${rows.skip}+${rows.limit}`;
  const reading =
    pages.get(page) ??
    campaigns(store)
      .find({ 'clock.kind': 'live' })
      .toArray()
      .then(async (open) => read(store, open, rows))
      .finally(() => pages.delete(page));
  pages.set(page, reading);
  return reading;
}

interface Row {
  readonly campaign: string;
  readonly township: string;
  readonly at: number;
  readonly dossier: { readonly title: string; readonly text: string };
}

/** One question to the database, which takes the newest and no more than are shown. */
async function read(store: Store, among: readonly Campaign[], { skip, limit }: ExperienceRows): Promise<Experience[]> {
  const byId = new Map(among.map((row) => [row._id, row]));
  const rows = await townshipProgress(store)
    .aggregate<Row>([
      { $match: { campaign: { $in: [...byId.keys()] }, 'state.items': { $elemMatch: { id: 'summary', status: 'passed' } } } },
      {
        $project: {
          campaign: 1,
          township: 1,
          summary: { $first: { $filter: { input: '$state.items', cond: { $eq: ['$$this.id', 'summary'] } } } },
        },
      },
      { $project: { campaign: 1, township: 1, at: '$summary.passedAt', revision: '$summary.submission.revision' } },
      { $match: { at: { $ne: null } } },
      { $sort: { at: -1, _id: 1 } },
      { $lookup: { from: dossiers(store).collectionName, localField: 'revision', foreignField: '_id', as: 'written' } },
      { $match: { 'written.dossier.publish': true } },
      { $skip: skip },
      { $limit: limit },
      { $project: { campaign: 1, township: 1, at: 1, dossier: { $first: '$written.dossier' } } },
    ])
    .toArray();
  return rows.flatMap(({ campaign: id, township, at, dossier: { title, text } }): Experience[] => {
    const of = byId.get(id);
    const townshipName = of?.townships.find((row) => row.id === township)?.name;
    if (!of || !townshipName) return [];
    const { _id, county, countyName, year } = of;
    return [{ campaign: { _id, county, countyName, year }, township, townshipName, title, text, at }];
  });
}
