/** One-time links for the console. */
import { z } from 'zod';
import { emailField, nameField } from '../access/person-forms.ts';
import { roles } from '../users/user.ts';
import { type Arguments, type Command, operator, WrongUse } from './command.ts';

export const createUser: Command = async (args, { users, publicUrl }) => {
  const email = emailOf(args);
  const role = z.enum(roles).safeParse(args.options.role);
  const name = nameField.safeParse(args.options.name ?? '');
  if (!role.success || !name.success) throw new WrongUse('--role or --name is wrong.');
  const token = await users.invite({ email, name: name.data, role: role.data }, operator);
  return `${publicUrl}/join?token=${token}`;
};

export const signInLink: Command = async (args, { users, publicUrl }) => {
  const email = emailOf(args);
  const user = await users.findByEmail(email);
  if (!user) throw new Error(`Nobody has the email ${email}.`);
  return `${publicUrl}/sign-in/link?token=${await users.makeSignInLink(user.id)}`;
};

function emailOf({ options, more }: Arguments): string {
  const email = emailField.safeParse(options.email);
  if (more.length > 0 || !email.success) throw new WrongUse('--email is missing or wrong.');
  return email.data;
}
