import { describe, expect, it } from 'vitest';
import { compareDocuments } from '../../launcher/verify/compare-documents.ts';
import { documentsOf } from '../../launcher/verify/documents-of.ts';
import type { Last } from '../../launcher/verify/expected.ts';
import type { OnRecord } from '../../launcher/verify/on-record.ts';
import type { ReplayedRun } from '../../launcher/verify/replayed-run.ts';
import type { CountyReport } from '../../store/county-reports.ts';
import { countyReportDigest, dossierDigest } from '../../store/digests.ts';
import type { DossierRevision } from '../../store/dossiers.ts';

const county = 'reorganization/lanyu/2012';
const staff = { account: 'staff', role: 'county-league', unit: 'lanyu' };
const results = { title: '工作成果', text: '全县完成。' };
const compiled = { month: '2012-06', townships: [{ township: 'landu', months: [], stage: 'survey', level: 0 }], counts: { units: 1 } };
const report: CountyReport = {
  ...compiled,
  _id: `${county}#2012-06`,
  workflowId: county,
  campaign: 'lanyu-2012',
  revision: 'compiled-2012-06',
  digest: countyReportDigest(compiled),
  compiledAt: new Date(),
};
const published = {
  _id: 'published-results',
  workflowId: county,
  campaign: 'lanyu-2012',
  item: 'results',
  round: 1,
  dossier: results,
  digest: dossierDigest({ dossier: results }),
  counts: {},
  linkedAccounts: [],
  account: 'staff',
  writtenAt: new Date(),
} satisfies DossierRevision;

/** A county's run that compiled June and published its results. */
const run: ReplayedRun = {
  workflowId: county,
  runId: 'run',
  status: 'RUNNING',
  last: {
    historyLength: 10,
    firstRunId: 'run',
    epoch: 0,
    step: 1,
    digest: '0'.repeat(64),
    campaign: 'lanyu-2012',
    county: 'lanyu',
    clock: { kind: 'live' },
    at: 0,
    state: {
      items: [
        { id: 'county-report/2012-06', document: { revision: report.revision, digest: report.digest, counts: report.counts } },
        { id: 'results', document: null },
      ],
    } as unknown as Last['state'],
  },
  events: [],
  messages: [
    {
      name: 'publish',
      envelope: { nonce: published._id, actor: staff, revision: published._id, digest: published.digest },
      receipt: { reference: 'PUBL', at: 0, late: false },
      step: 1,
      at: 0,
    },
  ],
  waitingSignals: [],
};

function compare(dossiers: readonly DossierRevision[], reports: readonly CountyReport[]) {
  const record = {
    refs: documentsOf(run),
    dossiers: new Map(dossiers.map((row) => [row._id, row])),
    reports: new Map(reports.map((row) => [row.revision, row])),
    files: new Map(),
  } as unknown as OnRecord;
  return compareDocuments(run, run.last, record).map(({ kind, item, detail }) => [kind, item, detail]);
}

describe('the documents of a county', () => {
  it('are found whole', () => {
    expect(compare([published], [report])).toEqual([]);
  });

  it.each([
    ['a line of a report', { townships: [{ township: 'landu', months: [], stage: 'summary', level: 0 }] }],
    ['a figure of a report', { counts: { units: 2 } }],
    ['the month that a report stands under', { _id: `${county}#2012-07` }],
    ['the digest beside a report', { digest: '0'.repeat(64) }],
  ])('are told apart by %s', (_name, change) => {
    expect(compare([published], [{ ...report, ...change }])).toEqual([['document-differs', 'county-report/2012-06', 'content']]);
  });

  it('are told apart by the words of the results, and missed by name', () => {
    expect(compare([{ ...published, dossier: { ...results, text: '另一份。' } }], [])).toEqual([
      ['document-differs', 'results', 'content'],
      ['document-missing', 'county-report/2012-06', undefined],
    ]);
  });
});
