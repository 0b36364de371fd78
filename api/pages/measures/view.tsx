import { itemTexts } from '../item/texts.ts';
import { townshipTexts } from '../township/texts.ts';
import type { Measure } from '../township/view.tsx';
import { ErrorSummary, type Mistake, mistakeAt } from '../ui/error-summary.tsx';
import { type Option, Select, TextArea, TextInput } from '../ui/inputs.tsx';
import { useText } from '../ui/page-context.tsx';
import { PostForm } from '../ui/post-form.tsx';
import { measuresTexts } from './texts.ts';

/** A measure beside the stages: what it does, the reason, and what else it needs. */
export interface MeasureView {
  readonly measure: Measure;
  readonly place: string;
  readonly placeHref: string;
  readonly action: string;
  /** Stages whose due date may be extended. */
  readonly items: readonly Option[];
  readonly typed: { readonly item: string; readonly due: string; readonly reviewOn: string; readonly reason: string };
  /** Others are told of it: not in a record of the past. */
  readonly told: boolean;
  readonly mistakes: readonly Mistake[];
}

export function MeasurePage({ measure, place, placeHref, action, items, typed, told, mistakes }: MeasureView) {
  const t = useText();
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <p class="crumb">
        <a class="target" href={placeHref}>
          {t(townshipTexts.back(place))}
        </a>
      </p>
      <h1>{t(measuresTexts[`${measure}Title`](place))}</h1>
      <p>{t(measuresTexts[`${measure}What`])}</p>
      <PostForm action={action}>
        {measure === 'extend' && (
          <>
            <Select
              name="item"
              label={t(measuresTexts.item)}
              options={items}
              value={typed.item}
              blank
              mistake={mistakeAt(mistakes, 'item')}
            />
            <TextInput
              name="due"
              label={t(measuresTexts.due)}
              hint={t(measuresTexts.dueHint)}
              value={typed.due}
              autocomplete="on"
              mistake={mistakeAt(mistakes, 'due')}
            />
          </>
        )}
        {measure === 'hold' && (
          <TextInput
            name="reviewOn"
            label={t(measuresTexts.reviewOn)}
            hint={t(measuresTexts.reviewHint)}
            optional
            value={typed.reviewOn}
            autocomplete="on"
            mistake={mistakeAt(mistakes, 'reviewOn')}
          />
        )}
        <TextArea
          name="reason"
          label={t(measuresTexts.reason)}
          hint={t(told ? measuresTexts.reasonHint : measuresTexts.reasonHintUntold)}
          value={typed.reason}
          mistake={mistakeAt(mistakes, 'reason')}
        />
        <div class="actions">
          <button type="submit">{t(itemTexts.toCheck)}</button>
        </div>
      </PostForm>
    </>
  );
}
