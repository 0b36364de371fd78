import { interventionTexts } from '../interventions/texts.ts';
import { itemTexts } from '../item/texts.ts';
import { ErrorSummary, type Mistake, mistakeAt } from '../ui/error-summary.tsx';
import { TextArea } from '../ui/inputs.tsx';
import { useText } from '../ui/page-context.tsx';
import { PostForm } from '../ui/post-form.tsx';
import { countyTexts } from '../ui/texts/county.ts';

/** Ending a record of the past: what it does, and the reason. */
export interface EndRecordView {
  readonly back: string;
  readonly campaign: string;
  readonly action: string;
  readonly reason: string;
  readonly mistakes: readonly Mistake[];
}

export function EndRecordPage({ back, campaign, action, reason, mistakes }: EndRecordView) {
  const t = useText();
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <p class="crumb">
        <a class="target" href={back}>
          {t(countyTexts.backToBoard)}
        </a>
      </p>
      <h1>{t(countyTexts.endRecord)}</h1>
      <p class="grey">{campaign}</p>
      <p>{t(countyTexts.endRecordWhat)}</p>
      <PostForm action={action}>
        <TextArea
          name="reason"
          label={t(interventionTexts.reason)}
          hint={t(interventionTexts.reasonHintUntold)}
          value={reason}
          mistake={mistakeAt(mistakes, 'reason')}
        />
        <div class="actions">
          <button type="submit">{t(itemTexts.toCheck)}</button>
        </div>
      </PostForm>
    </>
  );
}
