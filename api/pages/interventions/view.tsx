import { itemTexts } from '../item/texts.ts';
import { townshipTexts } from '../township/texts.ts';
import type { Intervention } from '../township/view.tsx';
import { ErrorSummary, type Mistake, mistakeAt } from '../ui/error-summary.tsx';
import { type Option, Select, TextArea, TextInput } from '../ui/inputs.tsx';
import { useText } from '../ui/page-context.tsx';
import { PostForm } from '../ui/post-form.tsx';
import { interventionTexts } from './texts.ts';

/** An intervention beside the stages: what it does, the reason, and what else it needs. */
export interface InterventionView {
  readonly intervention: Intervention;
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

export function InterventionPage({ intervention, place, placeHref, action, items, typed, told, mistakes }: InterventionView) {
  const t = useText();
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <p class="crumb">
        <a class="target" href={placeHref}>
          {t(townshipTexts.back(place))}
        </a>
      </p>
      <h1>{t(interventionTexts[`${intervention}Title`](place))}</h1>
      <p>{t(interventionTexts[`${intervention}What`])}</p>
      <PostForm action={action}>
        {intervention === 'extend' && (
          <>
            <Select
              name="item"
              label={t(interventionTexts.item)}
              options={items}
              value={typed.item}
              blank
              mistake={mistakeAt(mistakes, 'item')}
            />
            <TextInput
              name="due"
              label={t(interventionTexts.due)}
              hint={t(interventionTexts.dueHint)}
              value={typed.due}
              autocomplete="on"
              mistake={mistakeAt(mistakes, 'due')}
            />
          </>
        )}
        {intervention === 'hold' && (
          <TextInput
            name="reviewOn"
            label={t(interventionTexts.reviewOn)}
            hint={t(interventionTexts.reviewHint)}
            optional
            value={typed.reviewOn}
            autocomplete="on"
            mistake={mistakeAt(mistakes, 'reviewOn')}
          />
        )}
        <TextArea
          name="reason"
          label={t(interventionTexts.reason)}
          hint={t(told ? interventionTexts.reasonHint : interventionTexts.reasonHintUntold)}
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
