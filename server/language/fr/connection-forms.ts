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
    fields: 'Ou remplissez les champs',
    test: 'Tester',
    testAndSave: 'Tester et enregistrer',
    testing: 'Test en cours…',
    giveAgain:
      'Les secrets ne sont jamais renvoyés à cette page. Donnez de nouveau le jeton d’accès, et le secret client ou le fichier.',
    lost: 'Le connecteur n’a pas pu être joint. Rien n’a été enregistré\u00a0; réessayez.',
  },
  edit: {
    title: (name) => `Modifier ${name}`,
    tokenHint: 'Laissez vide pour garder le jeton actuel.',
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
    noIClient: 'Il n’y a pas encore d’iClient. Un administrateur doit d’abord en ajouter un.',
    callback: 'URL de rappel (callback)',
    callbackHint: 'Elle doit être déclarée pour l’application dans le Developer Portal.',
    callbackChoice: 'URL de rappel à utiliser',
    callbackOwn: 'Celle du connecteur',
    accessToken: 'Jeton d’accès',
    clientId: 'Client ID',
    clientSecret: 'Client secret',
    notNeeded: 'Les appels n’en ont pas besoin.',
    wanted: 'Autorisations dont vous avez besoin',
    wantedHint: 'Le test les compare à ce que le jeton permet.',
    scopes: 'Autorisations (scopes)',
    scopesOfIClient: 'Comme l’iClient',
    scopesAny: 'Tout ce que le jeton permet',
    scopesOwn: 'Les choisir',
    advanced: 'Avancé',
    level: 'Niveau de simultanéité',
    levelHint: 'Combien de requêtes peuvent s’exécuter à la fois, de 1 à 25.',
    borrowFrom: 'Emprunter la simultanéité de',
    borrowNone: 'Personne\u00a0: un niveau propre',
    borrowHint:
      'Une connexion à la même boutique. Les requêtes des deux comptent alors ensemble, et le niveau ci-dessus ne sert pas.',
    borrowLater:
      'Une fois la connexion enregistrée, «\u00a0Modifier\u00a0» permet d’emprunter à une autre connexion à la même boutique.',
  },
  errors: {
    name: 'Donnez un nom de 1 à 100 caractères.',
    nameTaken: 'Une autre connexion porte ce nom.',
    iclient: 'Choisissez un iClient.',
    level: 'Donnez un nombre entier de 1 à 25.',
    lender:
      'Cette connexion ne peut pas prêter\u00a0: elle doit mener à la même boutique et ne pas emprunter elle-même.',
    redirectUri: 'Choisissez une des URL de rappel.',
    scopes:
      'Choisissez au moins une autorisation, toutes bien formées, ou n’en choisissez pas vous-même.',
    token: 'Donnez le jeton d’accès\u00a0: une ligne sans espaces.',
    tokenRefused: 'BigCommerce refuse ce jeton pour cette boutique. Vérifiez l’un et l’autre.',
    credential: 'Donnez au plus 200 caractères, sans espaces.',
    credentials:
      'Ce fichier n’est pas un de ceux de BigCommerce\u00a0: aucun jeton d’accès n’y a été trouvé.',
    connectionExists: 'Cet iClient a déjà une connexion à cette boutique.',
    otherConnection: 'Ouvrir cette connexion',
    unreachable:
      'BigCommerce n’a pas pu être joint, le jeton n’a donc pas été testé. Réessayez dans une minute.',
    store: {
      empty: 'Indiquez la boutique.',
      vanity_address:
        'C’est l’adresse que voient les clients. Donnez celle du panneau de configuration (store-….mybigcommerce.com) ou le chemin de l’API.',
      not_bigcommerce: 'Ce n’est pas une adresse de BigCommerce.',
      look_alike:
        'Cette adresse ressemble seulement à une adresse de BigCommerce. Vérifiez d’où elle vient.',
      malformed: 'Aucun identifiant de boutique n’y a été trouvé.',
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
    notSaved: 'Rien n’est encore enregistré.',
  },
};
