import type { Json, User } from './model.ts';

/** A user as an app gets to see one: the e-mail address only with its scope. https://docs.slack.dev/reference/objects/user-object */
export function userPart(user: User, scopes: readonly string[], withLocale: boolean): Json {
  const { locale, ...rest } = user;
  const { email, ...profile } = user.profile;
  const mayReadEmail = scopes.includes('users:read.email') && email !== undefined;
  return {
    ...rest,
    ...(withLocale ? { locale } : {}),
    profile: mayReadEmail ? { ...profile, email } : profile,
    who_can_share_contact_card: 'EVERYONE',
    is_email_confirmed: true,
  };
}
