import type { connectionForms as english } from '../en/connection-forms.ts';

export const connectionForms: typeof english = {
  choose: {
    title: 'Ajouter une connexion',
    app: 'Avec une application',
    appText:
      'Le marchand accepte les autorisations de l’application dans BigCommerce. Il vous faut l’adresse de la boutique, aucun mot de passe.',
    apiAccount: 'Avec un compte API',
    apiAccountText:
      'Le marchand a créé un compte API au niveau de la boutique et vous en a donné les identifiants, souvent dans un fichier texte.',
  },
  app: {
    title: 'Connecter avec une application',
    intro: 'Une fenêtre de BigCommerce s’ouvre pour que le marchand, ou vous-même, accepte.',
    saveAndAuthorize: 'Enregistrer et autoriser',
    save: 'Enregistrer sans autoriser',
  },
  apiAccount: {
    title: 'Connecter avec un compte API',
    file: 'Fichier des identifiants',
    fileText: 'Déposez ici le fichier texte ou choisissez-le, ou collez ce qu’il contient.',
    fileButton: 'Choisir un fichier',
    fileHint: 'BigCommerce le propose une seule fois, à la création du compte API.',
    where:
      'Dans BigCommerce\u00a0: Paramètres > Comptes API au niveau de la boutique > Créer un compte API, type de jeton V2/V3.',
    fileFilled: 'Les champs ci-dessous sont remplis à partir du fichier.',
    fileProblems: {
      too_large:
        'C’est plus que ne peut contenir un fichier d’identifiants. Choisissez le fichier texte que BigCommerce a créé.',
      nothing_found:
        'Rien d’un compte API n’y a été trouvé. Un fichier d’identifiants a des lignes comme «\u00a0ACCESS TOKEN: …\u00a0» et «\u00a0API PATH: …\u00a0»\u00a0; sinon, remplissez les champs.',
      access_token_missing:
        'Aucune ligne «\u00a0ACCESS TOKEN: …\u00a0» n’a été trouvée. Donnez vous-même le jeton d’accès.',
      access_token_malformed:
        'Le jeton d’accès qui s’y trouve a des espaces ou d’autres caractères qu’aucun jeton n’a. Copiez-le de nouveau, ou donnez-le vous-même.',
      store_missing:
        'Aucune ligne «\u00a0API PATH: …\u00a0» n’a été trouvée. Indiquez vous-même la boutique.',
      store_malformed:
        'Son chemin d’API n’est pas celui d’une boutique. Indiquez vous-même la boutique.',
      stores_differ:
        'Son chemin d’API et son identifiant de boutique sont de deux boutiques. Indiquez vous-même la boutique.',
      label_repeated:
        'Une ligne y est deux fois, avec deux valeurs, comme pour deux comptes API. Donnez le texte d’un seul.',
    },
    fields: 'Ou remplissez les champs',
    test: 'Tester',
    testAndSave: 'Tester et enregistrer',
    testing: 'Test en cours…',
    giveAgain:
      'Les secrets ne sont jamais renvoyés à cette page. Donnez de nouveau le jeton d’accès, et le secret client ou le fichier.',
    lost: 'Le connecteur n’a pas pu être joint. Rien n’a été enregistré\u00a0; réessayez.',
    signedOut:
      'Votre session est terminée. Rien n’a été enregistré. Ouvrez une session dans un autre onglet, puis appuyez de nouveau ici sur le bouton\u00a0: ce que vous avez saisi reste.',
    tooMany:
      'Trop de tentatives. Attendez une minute, puis appuyez de nouveau sur le bouton\u00a0: ce que vous avez saisi reste.',
  },
  edit: {
    title: (name) => `Modifier «\u00a0${name}\u00a0»`,
    tokenHint: 'Laissez vide pour garder le jeton actuel.',
    storeHint: 'Elle peut être changée tant que personne n’a autorisé la connexion.',
  },
  fields: {
    name: 'Nom de la connexion',
    nameHint: 'Pour la retrouver. Chaque nom ne sert qu’une fois.',
    store: 'Boutique',
    storeHint:
      'L’identifiant de la boutique (store hash), le chemin de l’API ou l’adresse du panneau de configuration\u00a0: tout convient.',
    iclient: 'iClient',
    iclientHint: 'L’application par laquelle on accède à la boutique.',
    addIClient: 'Ajouter un iClient',
    editIClient: 'Modifier celui-ci',
    newTab: '(ouvre un nouvel onglet)',
    refreshIClients: 'Actualiser la liste',
    onlyAdmins: 'Les administrateurs ajoutent et modifient les iClients.',
    noIClient: 'Il n’y a pas encore d’iClient. Un administrateur doit d’abord en ajouter un.',
    callback: 'URL de rappel (callback)',
    callbackHint: 'Elle doit être déclarée pour l’application dans le portail développeur.',
    callbackChoice: 'URL de rappel à utiliser',
    credentials: 'Fichier des identifiants',
    accessToken: 'Jeton d’accès',
    clientId: 'Identifiant client',
    clientSecret: 'Secret client',
    notNeeded: 'Les appels n’en ont pas besoin.',
    wanted: 'Autorisations dont vous avez besoin',
    wantedHint: 'Le test les compare à ce que le jeton permet.',
    scopes: 'Autorisations (scopes)',
    scopesOfIClient: 'Comme l’iClient',
    scopesAny: 'Tout ce que le jeton permet',
    scopesOwn: 'Les choisir',
    advanced: 'Avancé',
    level: 'Niveau de simultanéité',
    levelHint: 'Combien de requêtes peuvent s’exécuter à la fois, de 1 à 25. Vide signifie 5.',
    borrowFrom: 'Emprunter la simultanéité de',
    borrowNone: 'Personne\u00a0: un niveau propre',
    borrowHint:
      'Une connexion à la même boutique. Les requêtes des deux comptent alors ensemble, et le niveau ci-dessus ne sert pas.',
    borrowLater:
      'Indiquez d’abord la boutique\u00a0: ses autres connexions sont alors proposées ici, ou plus tard avec «\u00a0Modifier\u00a0».',
  },
  errors: {
    name: 'Donnez un nom de 1 à 100 caractères, tous visibles.',
    nameTaken: 'Une autre connexion porte ce nom.',
    iclient: 'Choisissez un iClient.',
    iclientGone: 'Cet iClient a été supprimé entre-temps. Choisissez-en un autre.',
    level: 'Donnez un nombre entier de 1 à 25.',
    lender:
      'Cette connexion ne peut pas prêter\u00a0: elle doit mener à la même boutique et ne pas emprunter elle-même.',
    redirectUri: 'Choisissez une des URL de rappel.',
    scopes:
      'Choisissez au moins une autorisation, toutes faites de lettres, de chiffres et de tirets bas, ou n’en choisissez pas vous-même.',
    scopesTooMany: (limit) => `Il peut y avoir ${limit} autorisations au plus.`,
    typeAgain: 'Saisissez-le de nouveau\u00a0: il n’est jamais renvoyé à cette page.',
    changedMeanwhile:
      'Quelqu’un a modifié cette connexion pendant que son formulaire était ouvert. Ce que vous avez saisi est ci-dessous\u00a0: comparez-le avec la page de la connexion, puis enregistrez de nouveau.',
    token: 'Donnez le jeton d’accès\u00a0: une ligne sans espaces.',
    tokenRefused: 'BigCommerce refuse ce jeton pour cette boutique. Vérifiez l’un et l’autre.',
    credential: 'Donnez au plus 200 caractères, sans espaces.',
    connectionExists: 'Cet iClient a déjà une connexion à cette boutique.',
    otherConnection: 'Ouvrir cette connexion',
    storeFixed:
      'La connexion a entre-temps été autorisée pour sa boutique, qui ne peut donc plus être changée. Ajoutez une autre connexion pour l’autre boutique.',
    storeLends:
      'Une autre connexion emprunte sa simultanéité, sa boutique ne peut donc pas être changée. Modifiez d’abord l’autre.',
    unreachable:
      'BigCommerce n’a pas pu être joint, le jeton n’a donc pas été testé. Réessayez dans une minute.',
    busy: 'La connexion est occupée\u00a0: elle fait autant d’appels qu’elle le peut, le jeton n’a donc pas pu être testé. Réessayez dans une minute.',
    store: {
      empty: 'Indiquez la boutique.',
      vanity_address:
        'C’est l’adresse que voient les clients. Donnez celle du panneau de configuration (store-….mybigcommerce.com) ou le chemin de l’API.',
      not_bigcommerce:
        'Ce n’est pas une adresse de BigCommerce. Donnez celle du panneau de configuration (store-….mybigcommerce.com), le chemin de l’API ou l’identifiant de la boutique.',
      look_alike:
        'Cette adresse ressemble seulement à une adresse de BigCommerce. Vérifiez d’où elle vient, et copiez celle du panneau de configuration (store-….mybigcommerce.com).',
      malformed:
        'Aucun identifiant de boutique n’y a été trouvé. Donnez l’adresse du panneau de configuration (store-….mybigcommerce.com), le chemin de l’API ou l’identifiant de la boutique.',
    },
    storeTold: (storeHash) => `Compris comme la boutique ${storeHash}.`,
  },
  result: {
    title: 'Résultat du test',
    live: 'BigCommerce accepte le jeton.',
    store: (name) => `Il appartient à la boutique «\u00a0${name}\u00a0».`,
    storeUnknown: 'Le nom de la boutique n’a pas pu être lu.',
    held: 'Fonctionne',
    readHeld: 'La lecture fonctionne\u00a0; la modification ne peut pas être testée',
    refused: 'Refusée',
    unknown: 'Ne peut pas être testée',
    missing: (count) =>
      count === 1
        ? '1 autorisation dont vous avez besoin est refusée.'
        : `${count} autorisations dont vous avez besoin sont refusées.`,
    complete: 'Aucune autorisation dont vous avez besoin n’est refusée.',
    refusedOthers: (count) =>
      count === 1 ? '1 autorisation qu’il n’a pas' : `${count} autorisations qu’il n’a pas`,
    notSaved: 'Rien n’est encore enregistré.',
  },
};
