import { ErrorSummary, type Mistake, mistakeAt } from './error-summary.tsx';
import { TextArea } from './inputs.tsx';
import { useText } from './page-context.tsx';
import { PostForm } from './post-form.tsx';
import { countyTexts } from './texts/county.ts';
import { itemTexts } from './texts/item.ts';
import { measuresTexts } from './texts/measures.ts';

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
          label={t(measuresTexts.reason)}
          hint={t(measuresTexts.reasonHintUntold)}
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
