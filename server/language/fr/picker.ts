import type { picker as english, pickerFailures as englishFailures } from '../en/picker.ts';

export const picker: typeof english = {
  title: 'Choisir une connexion',
  noScript:
    'Cette fenêtre a besoin de JavaScript. Autorisez-le dans votre navigateur, puis rouvrez-la.',
  search: 'Rechercher par nom ou par boutique',
  cancel: 'Annuler',
  loading: 'Chargement…',
  results: 'Connexions',
  count: {
    none: 'Aucune connexion',
    one: '1 connexion',
    several: '%s connexions',
    more: 'Les %s premières connexions',
  },
  showMore: 'Afficher la suite',
  choose: 'Choisir %s',
  chosen: {
    title: '%s a été choisie.',
    text: 'Cette fenêtre se ferme dès que la page qui l’a ouverte en est informée.',
    todo: 'Si elle reste ouverte, cette page n’est plus là et ignore votre choix. Fermez cette fenêtre et rouvrez-la depuis la page.',
  },
  fix: {
    pending: 'Autoriser',
    needs_reauthorization: 'Réparer',
    disconnected: 'Réparer',
    uninstalled: 'Réparer',
    named: '%s\u00a0: %s',
  },
  sentences: {
    pending: 'Personne n’a encore autorisé l’accès à la boutique.',
    needs_reauthorization:
      'BigCommerce n’accepte plus son jeton, ou il lui manque des autorisations.',
    disconnected: 'Elle a été déconnectée et n’a plus accès à la boutique.',
    uninstalled: 'La boutique a désinstallé l’application.',
  },
  tokenTodo: 'Il lui faut un nouveau jeton d’accès de BigCommerce.',
  token: {
    title: 'Nouveau jeton d’accès pour %s',
    field: 'Jeton d’accès, ou texte du fichier d’identifiants',
    hint: 'Il est testé avant d’être enregistré.',
    save: 'Tester et enregistrer',
  },
  waiting: {
    title: 'En attente de BigCommerce',
    text: 'Autorisez l’application à accéder à la boutique dans la fenêtre qui s’est ouverte. La suite est automatique.',
    closed:
      'La fenêtre est fermée, ou n’est pas visible d’ici. Si vous n’avez pas terminé, rouvrez-la.',
    blocked:
      'Votre navigateur n’a pas laissé la fenêtre s’ouvrir. Autorisez-la, ou ouvrez BigCommerce ici\u00a0:',
    open: 'Ouvrir BigCommerce',
    reopen: 'Rouvrir la fenêtre',
    stop: 'Revenir à la liste',
  },
  fixed: '%s est connectée. Choisissez-la pour continuer.',
  stillBroken:
    'BigCommerce a répondu, mais %s reste inutilisable\u00a0: il manque des autorisations. Ajoutez-les à l’application dans le portail développeur.',
  empty: {
    title: 'Pas encore de connexion',
    create: 'Créez la première ici\u00a0: l’adresse de la boutique suffit.',
    ask: 'Quelqu’un doit en ajouter une dans la console du connecteur. Rouvrez ensuite cette fenêtre.',
  },
  noMatch: {
    title: 'Aucune connexion ne correspond',
    text: 'Raccourcissez la recherche, ou cherchez le nom, le domaine ou l’identifiant de la boutique.',
    create: 'Raccourcissez la recherche, ou créez une connexion.',
    all: 'Tout afficher',
  },
  tooMany: {
    title: 'Trop de connexions correspondent pour les afficher toutes',
    text: 'Précisez le nom ou la boutique.',
  },
  create: {
    open: 'Nouvelle connexion',
    title: 'Nouvelle connexion',
    name: 'Nom de la connexion',
    store: 'Boutique',
    storeHint:
      'L’identifiant de la boutique, le chemin de l’API ou l’adresse du panneau de configuration.',
    storeTold: 'Compris comme la boutique %s.',
    iclient: 'Application',
    save: 'Enregistrer et autoriser',
    back: 'Revenir à la liste',
    noIClient:
      'Il n’y a pas d’application pour se connecter. Un administrateur doit ajouter un iClient dans la console.',
    apiAccount:
      'Pour vous connecter avec les identifiants d’un compte API, utilisez la console du connecteur.',
    errors: {
      name: 'Donnez un nom de 1 à 100 caractères.',
      nameTaken: 'Une autre connexion porte ce nom.',
      otherStore: 'Seule la boutique %s peut être connectée ici.',
      iclient: 'Choisissez une application.',
      exists: 'Cette application a déjà une connexion à cette boutique. Cherchez-la dans la liste.',
    },
  },
  ended: {
    title: 'Cette fenêtre n’est plus valable',
    text: 'Elle est ouverte depuis plus de 30 minutes, ou l’accès lui a été retiré.',
    todo: 'Fermez-la, puis rouvrez-la.',
  },
  offline: {
    title: 'Pas de réponse',
    text: 'Le connecteur n’a pas pu être joint.',
    again: 'Réessayer',
  },
  refused: 'Cela n’a pas fonctionné\u00a0: cette connexion est inutilisable pour le moment.',
};

export const pickerFailures: typeof englishFailures = {
  picker_session_invalid: {
    title: 'Cette fenêtre n’a pas été ouverte par un programme qui en a le droit',
    happened: 'Sa session est inconnue, ou son secret manque ou est faux.',
    todo: 'Revenez à la page qui l’a ouverte et rouvrez-la.',
    developer: 'Créez une session par POST /api/v1/picker-sessions à chaque ouverture.',
  },
  picker_session_ended: {
    title: 'Cette fenêtre n’est plus valable',
    happened:
      'Sa session a plus de 30 minutes, ou la clé API qui l’a créée a été révoquée. Rien n’a été modifié.',
    todo: 'Revenez à la page qui l’a ouverte et rouvrez-la.',
  },
  picker_cannot_create: {
    title: 'Aucune connexion ne peut être créée ici',
    happened: 'La page qui a ouvert cette fenêtre ne le permet pas. Rien n’a été modifié.',
    todo: 'Choisissez une connexion existante, ou faites-en ajouter une dans la console.',
    developer: 'Créez la session avec allowCreate: true.',
  },
};
