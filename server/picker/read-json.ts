/** The JSON that a picker's page posts. */
import express, { type Request, type RequestHandler } from 'express';
import type { z } from 'zod';
import { AppError } from '../errors.ts';

export function readJson(): RequestHandler {
  const read = express.json({ limit: '16kb', strict: true });
  return (req, res, next) => {
    read(req, res, (error?: unknown) => {
      if (!error) return next();
      next(new AppError('body_invalid', 'The body could not be read.', { cause: error }));
    });
  };
}

/** @throws AppError `body_invalid` */
export function bodyOf<T>(req: Request, schema: z.ZodType<T>): T {
  const read = schema.safeParse(req.body);
  if (read.success) return read.data;
  throw new AppError('body_invalid', 'The body has other fields than it should.');
}
