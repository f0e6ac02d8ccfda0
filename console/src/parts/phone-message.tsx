import { DocumentTextIcon } from '@heroicons/react/24/outline';
import { Fragment, type ReactNode } from 'react';
import classes from './phone-message.module.css';

type Values = ReadonlyMap<string, string>;

/** What a template says, as much of it as a phone shows. */
export interface PhoneMessageProps {
  /** For screen readers: whose message this is. */
  label: string;
  /** With `{{placeholders}}`. */
  body: string;
  /** What stands in the place of each; one that is not named stays as it is. */
  values: Values;
  /** Name of the file above the words; null: none. */
  document: string | null;
  buttons: readonly string[];
  language: string;
}

/** Placeholders filled; what is put in is marked, so that one sees it. */
const filled = (text: string, values: Values): ReactNode[] =>
  text.split(/(\{\{\w+\}\})/).map((part, index) => {
    const name = /^\{\{(\w+)\}\}$/.exec(part)?.[1];
    return name === undefined ? (
      <Fragment key={index}>{part}</Fragment>
    ) : (
      <span key={index} className={classes.value} title={name}>
        {values.get(name) ?? part}
      </span>
    );
  });

/** `*bold*` and `_italic_` as WhatsApp shows them, else text as it is. A `_` inside of a placeholder is none of these. */
const marked = (body: string, values: Values): ReactNode[] =>
  body.split(/(\*[^*\n]+\*|(?<![\w{])_[^_\n]+_(?![\w}]))/).map((part, index) => {
    const inner = filled(part.slice(1, -1), values);
    if (/^\*[^*]+\*$/.test(part)) return <strong key={index}>{inner}</strong>;
    if (/^_[^_]+_$/.test(part)) return <em key={index}>{inner}</em>;
    return <Fragment key={index}>{filled(part, values)}</Fragment>;
  });

/** A message as the phone of a customer shows it: file, words, buttons below. Right to left where the language is. */
export const PhoneMessage = ({ label, body, values, document, buttons, language }: PhoneMessageProps) => (
  <figure className={classes.phone} aria-label={label}>
    <div className={classes.screen} lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
      <div className={classes.bubble}>
        {document !== null && (
          <div className={classes.file}>
            <DocumentTextIcon width={22} height={22} aria-hidden />
            <bdi>{document}</bdi>
          </div>
        )}
        <p className={classes.body}>{marked(body, values)}</p>
        {buttons.map((title) => (
          <span key={title} className={classes.button}>
            {title}
          </span>
        ))}
      </div>
    </div>
  </figure>
);
