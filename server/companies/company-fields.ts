/** What people may write into a company's fields, as forms and programs send them. */
import { z } from 'zod';
import { isVisibleName } from '../language/visible-name.ts';

const longest = 200;

/** Trimmed; see `isVisibleName`. */
export const companyNameSchema = z
  .string()
  .transform((name) => name.trim().toWellFormed())
  .pipe(z.string().refine((name) => isVisibleName(name, longest)));

/** 1 to 200 characters, trimmed; as it is spelled it is compared. */
export const externalIdSchema = companyNameSchema;
