import { daysBetween } from '../calendar/plan-date.ts';
import type { DossierContext } from '../fields/define-dossier.ts';
import { date, longText, number, optional, text } from '../fields/field-builders.ts';
import { rows } from '../fields/rows.ts';
import type { Counts } from '../rules/rule-result.ts';

/** Who may vote on the members: delegates of the congress, with their credentials, or all members; and who stayed away (§2.1, §2.3). */
export const electorateFields = {
  delegatesElected: optional(
    number(
      { zh: '代表：选举产生', en: 'Delegates elected' },
      { max: 10_000, hint: { zh: '召开团员大会的不填代表各项', en: 'Leave the delegates empty for a meeting of all members' } },
    ),
  ),
  delegatesAppointed: optional(
    number({ zh: '代表：指定产生', en: 'Delegates appointed' }, { max: 10_000, hint: { zh: '没有的填 0', en: '0 if none' } }),
  ),
  credentialsValid: optional(
    number(
      { zh: '代表资格审查合格', en: 'Delegates whose credentials are valid' },
      { max: 10_000, hint: { zh: '就是应到会有选举权人数', en: 'They are the entitled' } },
    ),
  ),
  credentialsOn: optional(
    date(
      { zh: '代表资格审查报告日期', en: 'Credentials reported on' },
      { hint: { zh: '不迟于大会日期', en: 'Not after the day of the meeting' } },
    ),
  ),
  withoutVote: optional(
    number(
      { zh: '团员中没有选举权的', en: 'Members without the right to vote' },
      {
        max: 1_000_000,
        hint: { zh: '留团察看等；只在召开团员大会时填', en: 'Such as those on probation; for a meeting of all members only' },
      },
    ),
  ),
  absences: optional(
    rows(
      { zh: '缺席情况', en: 'Absent' },
      {
        reason: text({ zh: '原因', en: 'Why' }, { max: 60, hint: { zh: '例如：外出务工，请假', en: 'Such as: works away, on leave' } }),
        people: number({ zh: '人数', en: 'People' }, { min: 1, max: 10_000 }),
      },
      { max: 30, unique: 'reason', hint: { zh: '各项合计等于应到减实到。', en: 'They add up to the entitled less those present.' } },
    ),
  ),
  electorateReason: optional(
    longText(
      { zh: '代表或团员人数与县名册不一致的理由', en: 'Why delegates or members differ from the county file' },
      { max: 1_000, hint: { zh: '一致的不填', en: 'Leave empty where they agree' } },
    ),
  ),
} as const;

/** What a dossier of the members' election says of who may vote. */
export interface Electorate {
  readonly heldOn: string;
  readonly leagueMembers: number;
  readonly delegatesElected?: number | undefined;
  readonly delegatesAppointed?: number | undefined;
  readonly credentialsValid?: number | undefined;
  readonly credentialsOn?: string | undefined;
  readonly withoutVote?: number | undefined;
  readonly absences?: readonly { readonly people: number }[] | undefined;
  readonly electorateReason?: string | undefined;
  readonly approvals?: readonly { readonly what: string; readonly requestedOn: string }[] | undefined;
}

/** The figures of an electorate; what was not filled in is absent. */
export function electorateCounts(dossier: Electorate, context: Pick<DossierContext, 'earlier'>): Counts {
  const { heldOn, delegatesElected, delegatesAppointed, credentialsValid, credentialsOn, withoutVote, absences, electorateReason } =
    dossier;
  const given = (name: string, value: number | undefined): Counts => (value === undefined ? {} : { [name]: value });
  const delegates =
    delegatesElected === undefined && delegatesAppointed === undefined ? undefined : (delegatesElected ?? 0) + (delegatesAppointed ?? 0);
  return {
    ...given('delegates', delegates),
    ...given('credentials', credentialsValid),
    ...given('credentialsLate', credentialsOn === undefined ? undefined : Math.max(0, daysBetween(heldOn, credentialsOn))),
    ...given(
      'absent',
      absences?.reduce((sum, { people }) => sum + people, 0),
    ),
    withoutVote: withoutVote ?? 0,
    electorateReason: electorateReason === undefined ? 0 : 1,
    ...given('requestsApart', requestsApart(dossier, context)),
  };
}

/** By how many days the request to convene has another day here than with the recommendations. */
function requestsApart({ approvals = [] }: Electorate, { earlier }: Pick<DossierContext, 'earlier'>): number | undefined {
  const before = (earlier.recommendation as { readonly requestedOn?: string } | undefined)?.requestedOn;
  const [asked] = approvals
    .filter(({ what }) => what === 'CONVENING')
    .map(({ requestedOn }) => requestedOn)
    .toSorted();
  return before === undefined || asked === undefined ? undefined : Math.abs(daysBetween(before, asked));
}
