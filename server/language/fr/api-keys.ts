import type { apiKeys as english } from '../en/api-keys.ts';
import type { FailureTexts } from '../en/failures.ts';

export const apiKeys: typeof english = {
  title: 'Clés d’API',
  documentation: 'Documentation de l’API (en anglais)',
  intro:
    'Un programme utilise ce connecteur avec une clé d’API. Il peut faire ce que la clé permet, et rien d’autre.',
  add: 'Créer une clé d’API',
  empty: {
    heading: 'Aucune clé d’API pour l’instant',
    text: 'Créez-en une par programme, afin de pouvoir révoquer chacune séparément.',
  },
  columns: {
    name: 'Nom',
    permissions: 'Permissions',
    connections: 'Connexions',
    made: 'Créée',
    lastUsed: 'Dernière utilisation',
    actions: 'Actions',
  },
  by: (who) => `par ${who}`,
  allConnections: 'Toutes les connexions',
  goneConnection: (id) => `${id} (supprimée)`,
  moreConnections: (count) => `et ${count} de plus`,
  revoke: 'Révoquer',
  notices: {
    revoked: 'La clé d’API a été révoquée. Les programmes qui l’utilisent sont désormais refusés.',
  },
  permissions: {
    'connections:read': {
      label: 'Voir les connexions',
      hint: 'Leurs noms, boutiques et états, et les entreprises avec leurs liens. Jamais un jeton.',
    },
    'connections:write': {
      label: 'Modifier les connexions',
      hint: 'Les créer, modifier, tester, déconnecter et supprimer.',
    },
    'credentials:read': {
      label: 'Lire les jetons d’accès',
      hint: 'Qui possède un jeton peut appeler la boutique sans ce connecteur, même une fois la clé révoquée. Les programmes qui passent par le proxy n’en ont pas besoin.',
    },
    'iclients:read': { label: 'Voir les iClients', hint: 'Sans leurs secrets.' },
    'iclients:write': {
      label: 'Modifier les iClients',
      hint: 'Les créer, modifier et supprimer.',
    },
    'callback-tests:write': {
      label: 'Tester les URL de rappel',
      hint: 'Lancer des vérifications et des installations simulées, qui envoient des requêtes aux URL de rappel de tout iClient, et pour les vérifications aussi à ses autres adresses admises. Pour en lire le résultat, «\u00a0Voir les iClients\u00a0» suffit.',
    },
    'links:write': {
      label: 'Modifier les entreprises et les liens',
      hint: 'Créer, modifier et supprimer les entreprises, créer et révoquer les liens par lesquels les marchands connectent une boutique.',
    },
    'proxy:read': {
      label: 'Lire dans les boutiques',
      hint: 'Requêtes GET et HEAD par le proxy.',
    },
    'proxy:write': {
      label: 'Modifier les boutiques',
      hint: 'Toutes les autres requêtes par le proxy.',
    },
    'picker:write': {
      label: 'Ouvrir le sélecteur',
      hint: 'Permet aux utilisateurs d’une autre page de voir ses connexions, d’en choisir une, et de l’autoriser ou de lui donner un nouveau jeton. Pour qu’ils puissent en créer, la clé doit aussi avoir «\u00a0Modifier les connexions\u00a0».',
    },
    'events:read': { label: 'Lire les événements', hint: 'Qui a changé quoi, et quand.' },
    '*': {
      label: 'Tout',
      hint: 'Toutes ces permissions, et celles qui seront ajoutées plus tard.',
    },
  },
  form: {
    title: 'Créer une clé d’API',
    submit: 'Créer la clé',
    all: 'Toutes les connexions',
    allHint: 'Y compris celles qui seront créées plus tard.',
    some: 'Seulement celles-ci',
    someHint: 'Celles que vous nommez ci-dessous.',
    find: 'Trouver une connexion par son nom ou sa boutique',
    add: 'Ajouter',
  },
  fields: {
    name: 'Nom',
    permissions: 'Ce qu’elle peut faire',
    reach: 'Les connexions qu’elle atteint',
    connections: 'Connexions',
  },
  hints: {
    name: 'Le programme qui l’utilisera, par exemple «\u00a0Export des commandes\u00a0».',
    connections: 'Un nom ou un identifiant par ligne.',
  },
  errors: {
    name: 'Écrivez un nom de 1 à 100 caractères.',
    permissions: 'Choisissez-en au moins une.',
    reach: 'Choisissez toutes les connexions, ou seulement quelques-unes.',
    connections: 'Écrivez le nom d’au moins une connexion, ou choisissez toutes les connexions.',
    allAndSome:
      'Vous avez choisi toutes les connexions et saisi des noms. Choisissez l’un ou l’autre.',
    tooMany: (most) => `Une clé peut être limitée à ${most} connexions au plus.`,
    unknownConnection: (name) => `Aucune connexion ne s’appelle «\u00a0${name}\u00a0».`,
  },
  made: {
    title: (name) => `La clé «\u00a0${name}\u00a0» est créée`,
    text: 'Copiez-la maintenant et gardez-la là où vous gardez vos secrets. Elle n’est affichée qu’une fois\u00a0: personne ne pourra la relire, nous non plus.',
    key: 'Clé d’API',
    use: 'Envoyez-la avec chaque requête\u00a0:',
    reload:
      'Recharger cette page n’affiche pas la clé de nouveau et n’en crée pas une seconde. Si la clé se perd, révoquez-la et créez-en une autre.',
    done: 'Je l’ai copiée',
  },
  madeBefore: {
    heading: 'Aucune seconde clé n’a été créée',
    text: (name, hint) =>
      `Ce formulaire a déjà créé la clé «\u00a0${name}\u00a0» (${hint}…), et son texte ne peut plus être affiché. Si personne ne l’a copiée, révoquez-la et envoyez de nouveau le formulaire.`,
    gone: 'Ce formulaire a déjà créé une clé, révoquée depuis. Envoyez-le de nouveau pour en créer une autre.',
    revoke: 'Révoquer cette clé',
  },
  revoking: {
    title: (name) => `Révoquer «\u00a0${name}\u00a0»\u00a0?`,
    key: (hint) => `La clé commence par ${hint}.`,
    used: (when) => `Dernière utilisation\u00a0: ${when}.`,
    neverUsed: 'Elle n’a jamais été utilisée.',
    effect: 'Les programmes qui l’utilisent sont aussitôt refusés. C’est irréversible.',
    tokens:
      'Elle pouvait lire des jetons d’accès. La révoquer ne les reprend pas\u00a0: autorisez de nouveau les connexions si la clé a fuité.',
    confirm: 'Révoquer la clé',
  },
};

/** Keys of programs. */
export const apiKeyFailures = {
  api_key_unknown: {
    title: 'Cette clé d’API n’existe pas',
    happened: 'Elle a peut-être été révoquée entre-temps.',
    todo: 'Regardez la liste des clés d’API.',
  },
  api_key_made_before: {
    title: 'Ce formulaire a déjà été envoyé',
    happened: 'Il a déjà créé une clé d’API\u00a0; aucune autre n’a donc été créée.',
    todo: 'Si personne n’a copié cette clé, révoquez-la et créez-en une autre.',
  },
  api_key_invalid: (header) => ({
    title: 'Il faut une clé d’API valable',
    happened:
      header === undefined
        ? 'Aucune clé d’API n’a été envoyée, ou celle qui l’a été est inconnue ou révoquée.'
        : `Aucune clé d’API n’a été envoyée dans l’en-tête ${header}, où cette forme de chemin l’attend.`,
    todo: 'Envoyez une clé qu’un administrateur a créée dans la console, sous Clés d’API, ou en ligne de commande avec «\u00a0npm run --silent admin -- create-api-key\u00a0».',
    developer:
      header === 'X-Auth-Token'
        ? 'Sous /proxy/stores/, l’en-tête est «\u00a0X-Auth-Token: bcc_…\u00a0».'
        : 'L’en-tête est «\u00a0Authorization: Bearer bcc_…\u00a0»\u00a0; sous /proxy/stores/ seulement, c’est «\u00a0X-Auth-Token: bcc_…\u00a0».',
  }),
  permission_missing: (permission) => ({
    title: 'La clé d’API ne le permet pas',
    happened:
      permission === undefined
        ? 'Il lui manque une permission. Rien n’a été modifié.'
        : `Il lui manque la permission ${permission}. Rien n’a été modifié.`,
    todo: 'Demandez à un administrateur une clé qui l’a.',
  }),
} satisfies Partial<FailureTexts>;
