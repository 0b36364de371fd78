import type { ComponentChildren } from 'preact';
import { useText } from './page-context.tsx';
import { formTexts } from './texts/forms.ts';

/** What every field has. `name` is also its id: the error summary links to it. */
interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly optional?: boolean;
  /** What is wrong with it. */
  readonly mistake?: string | undefined;
}

interface TypedProps extends FieldProps {
  /** As typed. */
  readonly value?: string | undefined;
  /** Left out: figures may be remembered by the browser, words are not, which may be names and telephone numbers. */
  readonly autocomplete?: 'username' | 'current-password' | 'new-password' | 'email' | 'name' | 'tel' | 'on' | 'off';
}

/** Attributes that tie an input to its hint and its mistake. */
export function described({ name, hint, mistake }: Pick<FieldProps, 'name' | 'hint' | 'mistake'>) {
  const ids = [...(hint ? [`${name}-hint`] : []), ...(mistake ? [`${name}-error`] : [])].join(' ');
  return { ...(ids ? { 'aria-describedby': ids } : {}), ...(mistake ? { 'aria-invalid': 'true' as const } : {}) };
}

/** Hint and mistake, between label and input. */
export function Notes({ name, hint, mistake }: Pick<FieldProps, 'name' | 'hint' | 'mistake'>) {
  return (
    <>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {mistake && (
        <p class="message" id={`${name}-error`}>
          {mistake}
        </p>
      )}
    </>
  );
}

function Field({ children, wide, ...field }: FieldProps & { readonly wide?: boolean; readonly children: ComponentChildren }) {
  const t = useText();
  return (
    <div class={`field${wide ? '' : ' short'}${field.mistake ? ' wrong' : ''}`}>
      <label for={field.name}>
        {field.label}
        {field.optional && <span class="grey">{t(formTexts.optional)}</span>}
      </label>
      <Notes {...field} />
      {children}
    </div>
  );
}

type InputProps = TypedProps & { readonly type?: 'text' | 'email' | 'password' | 'tel'; readonly inputMode?: 'numeric' | 'decimal' };

/** One line. Numbers and dates are lines too: what was typed is read generously on the server. */
export function TextInput({ value, type = 'text', inputMode, autocomplete = inputMode ? 'on' : 'off', ...field }: InputProps) {
  return (
    <Field {...field}>
      <input
        id={field.name}
        name={field.name}
        // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- tsc 7 ties each literal to other roles, oxlint's checker does not
        type={type as 'text'}
        value={value ?? ''}
        {...(inputMode ? { inputMode } : {})}
        {...(autocomplete === 'on' ? {} : { autocomplete })}
        {...described(field)}
      />
    </Field>
  );
}

export function TextArea({ value, rows = 4, ...field }: TypedProps & { readonly rows?: number }) {
  return (
    <Field {...field} wide>
      <textarea id={field.name} name={field.name} rows={rows} {...described(field)}>
        {value ?? ''}
      </textarea>
    </Field>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** One of many. `blank` offers no choice first. */
export function Select({
  value,
  options,
  blank,
  ...field
}: TypedProps & { readonly options: readonly Option[]; readonly blank?: boolean }) {
  const t = useText();
  return (
    <Field {...field}>
      <select id={field.name} name={field.name} {...described(field)}>
        {blank && <option value="">{t(formTexts.choose)}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** One of a few, all in view. The first carries the field's id. */
export function Radios({ value, options, ...field }: TypedProps & { readonly options: readonly Option[] }) {
  return (
    <div class={`field${field.mistake ? ' wrong' : ''}`}>
      <fieldset {...described(field)}>
        <legend>{field.label}</legend>
        <Notes {...field} />
        {options.map((option, index) => (
          <label key={option.value} class="tick">
            <input
              type="radio"
              id={index === 0 ? field.name : `${field.name}-${option.value}`}
              name={field.name}
              value={option.value}
              checked={option.value === value}
            />
            {option.label}
          </label>
        ))}
      </fieldset>
    </div>
  );
}

export function Checkbox({ checked, ...field }: FieldProps & { readonly checked: boolean }) {
  return (
    <div class={`field${field.mistake ? ' wrong' : ''}`}>
      <Notes {...field} />
      <label class="tick">
        <input type="checkbox" id={field.name} name={field.name} checked={checked} {...described(field)} />
        {field.label}
      </label>
    </div>
  );
}
