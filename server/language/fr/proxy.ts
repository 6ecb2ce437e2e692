/** Ce que dit le proxy quand un appel n’a pas abouti. */
import type { FailureTexts } from '../en/failures.ts';

const byProgram =
  'POST /api/v1/connections/{connectionId}/authorize crée un lien qui permet de le faire.';
const howToConnect: Record<string, string> = {
  pending: `Personne ne l’a encore autorisée. Utilisez Enregistrer et autoriser dans la console. ${byProgram}`,
  disconnected: `Elle a été déconnectée. Autorisez-la de nouveau, ou enregistrez un nouveau jeton, dans la console. ${byProgram}`,
  uninstalled: `L’application a été désinstallée de la boutique. Installez-la ou autorisez-la de nouveau. ${byProgram}`,
};

export const proxyFailures = {
  path_refused: {
    title: 'Le chemin de cet appel a été refusé',
    happened:
      'Il contient des segments à points, des segments vides, des barres obliques encodées, des barres obliques inverses, des caractères de contrôle ou d’autres éléments qui pourraient mener hors de l’API de la boutique. L’appel n’a pas été envoyé.',
    todo: 'Envoyez /proxy/{connectionId}/{v2|v3|graphql}/… suivi du chemin de BigCommerce et de rien d’autre.',
  },
  path_incomplete: {
    title: 'Le chemin de cet appel ne nomme ni connexion ni API',
    happened:
      'Après /proxy/, il faut l’identifiant d’une connexion, puis v2, v3 ou graphql. L’appel n’a pas été envoyé.',
    todo: 'Envoyez par exemple /proxy/{connectionId}/v3/catalog/products. L’identifiant commence par cn_ et n’est pas le nom de la connexion\u00a0; GET /api/v1/connections le donne.',
  },
  header_invalid: (header: string | undefined) => ({
    title: 'Un en-tête de cet appel a été refusé',
    happened: `L’en-tête ${header ?? ''} est répété ou mal formé. L’appel n’a pas été envoyé.`,
    todo: 'Envoyez-le une seule fois et bien formé\u00a0: X-Connector-Max-Wait est un nombre entier de secondes de 0 à 60.',
  }),
  connection_not_connected: (status: string | undefined) => ({
    title: 'Cette connexion n’a pas de jeton',
    happened: 'Elle ne permet donc pas d’appeler BigCommerce. L’appel n’a pas été envoyé.',
    todo: howToConnect[status ?? ''] ?? `Autorisez-la dans la console. ${byProgram}`,
  }),
  body_stalled: {
    title: 'Le corps de cet appel n’arrive plus',
    happened:
      'La suite était annoncée, et rien n’est arrivé pendant dix secondes. BigCommerce n’a pas reçu l’appel en entier.',
    todo: 'Renvoyez-le sans longues pauses\u00a0: préparez le corps avant de commencer l’appel, et vérifiez que Content-Length en donne bien la longueur.',
  },
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
      'La connexion fait autant d’appels qu’elle le peut, ou BigCommerce lui a demandé une pause, et aucune place ne s’est libérée à temps. Rien n’a été modifié.',
    todo: 'Réessayez après le nombre de secondes qu’indique Retry-After. Un appel par le proxy attend plus longtemps avec X-Connector-Max-Wait.',
  },
} satisfies Partial<FailureTexts>;
