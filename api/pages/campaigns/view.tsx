import { dayText } from '../ui/dates.ts';
import { useLanguage, useText } from '../ui/page-context.tsx';
import { marked } from '../ui/signs.ts';
import { countyTexts } from '../ui/texts/county.ts';

export interface CampaignRow {
  /** Absent for those who may know of it but not see into it. */
  readonly href?: string;
  readonly title: string;
  readonly county: string;
  readonly year: number;
  /** What marks a rehearsal or a record of the past, in the reader's language. */
  readonly mark: string | undefined;
  /** Plan day now; absent of a record of the past, which goes by no days. */
  readonly today?: string;
}

export function CampaignsPage({ campaigns, mayStart }: { readonly campaigns: readonly CampaignRow[]; readonly mayStart: boolean }) {
  const t = useText();
  return (
    <>
      <h1>{t(countyTexts.campaigns)}</h1>
      <p class="hint">{t(countyTexts.campaignsHint)}</p>
      {mayStart && (
        <p>
          <a class="button" href="/campaigns/new">
            {t(countyTexts.start)}
          </a>
        </p>
      )}
      {campaigns.length === 0 && (
        <div class="panel">
          <p class="lead">{t(countyTexts.noCampaigns)}</p>
          <p>{t(countyTexts.noCampaignsHint)}</p>
        </div>
      )}
      <ul class="plain">
        {campaigns.map((campaign) => (
          <li key={`${campaign.county}${campaign.year}${campaign.href ?? campaign.title}${campaign.today ?? ''}`}>
            {campaign.href ? (
              <a class="task" href={campaign.href}>
                <Campaign {...campaign} />
              </a>
            ) : (
              <div class="task other">
                <Campaign {...campaign} />
                <span class="grey">{t(countyTexts.notForYou)}</span>
              </div>
            )}
          </li>
        ))}
      </ul>
      <p>
        <a class="target" href="/experience">
          {t(countyTexts.publicExchange)}
        </a>
      </p>
    </>
  );
}

function Campaign({ title, county, year, mark, today }: CampaignRow) {
  const t = useText();
  const language = useLanguage();
  return (
    <>
      <span>
        <strong>{`${t(marked(mark))}${t(countyTexts.ofYear(county, year))}`}</strong>
      </span>
      <span>{title}</span>
      {today && <span class="grey">{t(countyTexts.today(dayText(today, language)))}</span>}
    </>
  );
}
