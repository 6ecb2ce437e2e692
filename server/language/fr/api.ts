import type { Failure } from '../en/failures.ts';

export const apiFailures = {
  authorization_link_invalid: {
    title: 'Ce lien ne fonctionne plus',
    happened: 'Il a déjà servi, il date de plus de dix minutes ou il en manque une partie.',
    todo: 'Retournez là où vous l’avez reçu et demandez-en un nouveau.',
  },
  opened_ahead: {
    title: 'Ce lien n’a pas encore été ouvert',
    happened:
      'Il ne fonctionne qu’une fois et le navigateur n’a fait que le charger à l’avance. Il reste valable.',
    todo: 'Ouvrez le lien.',
  },
  body_invalid: {
    title: 'Le corps de la requête ne convient pas',
    happened:
      'Chaque élément de «\u00a0errors\u00a0» nomme un champ et dit quoi faire. Rien n’a été modifié.',
    todo: 'Corrigez-les tous, puis renvoyez la requête.',
  },
  query_invalid: {
    title: 'Les paramètres de la requête ne conviennent pas',
    happened: 'Chaque élément de «\u00a0errors\u00a0» nomme un paramètre et dit quoi faire.',
    todo: 'Corrigez-les tous, puis renvoyez la requête.',
  },
  media_type_unsupported: {
    title: 'Le corps de la requête n’est pas du JSON',
    happened: 'Rien n’a été modifié.',
    todo: 'Envoyez du JSON en UTF-8 avec l’en-tête «\u00a0Content-Type: application/json\u00a0».',
  },
  body_too_large: {
    title: 'Le corps de la requête est trop volumineux',
    happened: 'Il dépasse 256 ko et n’a donc pas été lu.',
    todo: 'Envoyez-en un plus petit.',
  },
  idempotency_key_invalid: {
    title: 'Cette valeur d’Idempotency-Key est impossible',
    happened: 'Rien n’a été modifié.',
    todo: 'Donnez de 1 à 255 caractères ASCII visibles, par exemple un UUID.',
  },
  idempotency_mismatch: {
    title: 'Cette Idempotency-Key appartient à une autre requête',
    happened: 'Elle a déjà servi avec une autre adresse ou un autre corps. Rien n’a été modifié.',
    todo: 'Prenez une nouvelle clé pour chaque nouvelle requête\u00a0; pour en répéter une, renvoyez le même corps.',
  },
  idempotency_in_progress: {
    title: 'La première requête avec cette Idempotency-Key est encore en cours',
    happened: 'Celle-ci n’a pas été exécutée.',
    todo: 'Renvoyez-la après le nombre de secondes indiqué par Retry-After\u00a0: la réponse sera celle de la première.',
  },
  key_limited: {
    title: 'La clé d’API est limitée à certaines connexions',
    happened: 'Cette action va au-delà de celles-ci\u00a0; rien n’a donc été modifié.',
    todo: 'Demandez à un administrateur une clé qui donne accès à toutes les connexions.',
  },
  endpoint_unknown: {
    title: 'Ce point d’accès n’existe pas',
    happened: 'L’API n’a rien à cette adresse.',
    todo: 'Comparez-la avec /api/docs.',
  },
  no_token: {
    title: 'La connexion ne détient aucun jeton',
    happened: 'Elle n’a jamais été autorisée, ou elle a été déconnectée ou désinstallée.',
    todo: 'Autorisez-la ou donnez-lui de nouveaux identifiants.',
  },
  nothing_to_authorize: {
    title: 'Il n’y a rien à autoriser',
    happened: 'Cette connexion utilise un compte API\u00a0: ses identifiants lui suffisent.',
    todo: 'Donnez-lui plutôt de nouveaux identifiants.',
  },
  return_url_refused: {
    title: 'Personne ne peut être renvoyé vers cette URL de retour',
    happened:
      'Son hôte ne figure ni dans RETURN_HOSTS ni dans les paramètres, ou ce n’est pas une URL https. Rien n’a été modifié.',
    todo: 'Prenez une URL https chez l’un de ces hôtes, sans nom d’utilisateur\u00a0; http n’est possible que sur localhost.',
  },
} satisfies Record<string, Failure>;
