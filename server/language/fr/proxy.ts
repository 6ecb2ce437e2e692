/** Ce que dit le proxy quand un appel n’a pas abouti. */
import type { FailureTexts } from '../en/failures.ts';

const howToConnect: Record<string, string> = {
  pending: 'Personne ne l’a encore autorisée. Utilisez Enregistrer et autoriser dans la console.',
  disconnected:
    'Elle a été déconnectée. Autorisez-la de nouveau, ou enregistrez un nouveau jeton, dans la console.',
  uninstalled:
    'L’application a été désinstallée de la boutique. Installez-la ou autorisez-la de nouveau.',
};

export const proxyFailures = {
  path_refused: {
    title: 'Le chemin de cet appel a été refusé',
    happened:
      'Il contient des segments à points, des segments vides, des barres obliques encodées, des barres obliques inverses, des caractères de contrôle ou d’autres éléments qui pourraient mener hors de l’API de la boutique. L’appel n’a pas été envoyé.',
    todo: 'Envoyez /proxy/{connectionId}/{v2|v3|graphql}/… suivi du chemin de BigCommerce et de rien d’autre.',
  },
  header_invalid: (header: string | undefined) => ({
    title: 'Un en-tête de cet appel a été refusé',
    happened: `L’en-tête ${header ?? ''} est répété ou mal formé. L’appel n’a pas été envoyé.`,
    todo: 'Envoyez-le une seule fois et bien formé\u00a0: X-Connector-Max-Wait est un nombre entier de secondes de 0 à 60.',
  }),
  connection_not_connected: (status: string | undefined) => ({
    title: 'Cette connexion n’a pas de jeton',
    happened: 'Elle ne permet donc pas d’appeler BigCommerce. L’appel n’a pas été envoyé.',
    todo: howToConnect[status ?? ''] ?? 'Autorisez-la dans la console.',
  }),
  call_failed: {
    title: 'BigCommerce est injoignable',
    happened: 'La liaison avec BigCommerce a échoué avant sa réponse.',
    todo: 'Un appel de lecture peut être renvoyé. BigCommerce a peut-être effectué une modification\u00a0: vérifiez avant de la renvoyer.',
  },
  call_timed_out: {
    title: 'BigCommerce a mis trop de temps à répondre',
    happened: 'Il n’avait pas répondu à la fin du temps accordé à un appel.',
    todo: 'Un appel de lecture peut être renvoyé. BigCommerce effectuera peut-être encore une modification\u00a0: vérifiez avant de la renvoyer.',
  },
  bigcommerce_redirected: {
    title: 'BigCommerce a répondu par une redirection',
    happened:
      'Les redirections ne sont ni suivies ni transmises, car elles pourraient emporter le jeton ailleurs.',
    todo: 'Comparez le chemin de l’appel avec la documentation de BigCommerce.',
  },
  slots_busy: {
    title: 'Trop d’appels simultanés de cette connexion',
    happened:
      'La connexion fait déjà autant d’appels simultanés qu’elle le peut, et aucun ne s’est terminé à temps. Cet appel n’a pas été envoyé.',
    todo: 'Renvoyez-le après le nombre de secondes qu’indique Retry-After, ou attendez plus longtemps avec X-Connector-Max-Wait.',
  },
} satisfies Partial<FailureTexts>;
