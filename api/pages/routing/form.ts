import { randomBytes } from 'node:crypto';
import type { Request } from 'express';
import type { FormFields } from '../../../domain/fields/form-values.ts';

/** Values of the posted form by input name. */
export function formOf(request: Request): FormFields {
  return (request.body ?? {}) as FormFields;
}

/** One value of the posted form, the last of several; '' when absent. */
export function typed(form: FormFields, name: string): string {
  const value = Object.hasOwn(form, name) ? form[name] : undefined;
  return (typeof value === 'string' ? value : value?.at(-1)) ?? '';
}

/** Makes one press of a button count once, however often it is sent. */
export function newNonce(): string {
  return randomBytes(18).toString('base64url');
}

/** The nonce of the posted form, or a new one when it is none. */
export function nonceOf(form: FormFields): string {
  const nonce = typed(form, 'nonce');
  return /^[A-Za-z0-9_-]{16,64}$/.test(nonce) ? nonce : newNonce();
}

/** The page of a list that the address asks for, from 1. */
export function pageNumberOf(request: Request): number {
  const page = Number(request.query['page']);
  return Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
}
