import type { connections as english } from '../en/connections.ts';
import type { FailureTexts } from '../en/failures.ts';

export const connections: typeof english = {
  title: 'Connexions',
  add: 'Ajouter une connexion',
  kinds: { app: 'Application', api_account: 'Compte API' },
  statuses: {
    pending: 'Pas encore autorisée',
    connected: 'Connectée',
    needs_reauthorization: 'À autoriser de nouveau',
    disconnected: 'Déconnectée',
    uninstalled: 'Désinstallée',
  },
  notices: {
    created: 'La connexion est enregistrée. Personne ne l’a encore autorisée.',
    created_connected: 'La connexion est enregistrée et fonctionne.',
    created_lacking:
      'La connexion est enregistrée, mais il manque à son jeton des autorisations dont vous avez besoin.',
    saved: 'Les modifications sont enregistrées.',
    authorized: 'La connexion est autorisée.',
    tested: 'Le test a réussi\u00a0: BigCommerce accepte le jeton.',
    test_failed: 'BigCommerce refuse le jeton de cette connexion.',
    test_without_token: 'Il n’y a pas encore de jeton à tester. Autorisez d’abord la connexion.',
    test_unreachable:
      'BigCommerce n’a pas pu être joint, rien n’a donc été testé. Réessayez dans une minute.',
    test_busy:
      'La connexion est occupée\u00a0: elle fait autant d’appels qu’elle le peut, ou BigCommerce lui a demandé une pause. Rien n’a été testé. Réessayez dans une minute.',
    disconnected: 'La connexion est déconnectée. Son jeton est supprimé ici.',
    deleted: 'La connexion est supprimée.',
  },
  list: {
    search: 'Rechercher par nom ou boutique',
    searchHint:
      'Trouve des débuts de mots dans les noms, les domaines et les identifiants de boutique.',
    status: 'État',
    kind: 'Type',
    iclient: 'iClient',
    sort: 'Trier par',
    any: 'Tous',
    sorts: { name: 'Nom', updated: 'Dernière modification', last_used: 'Dernière utilisation' },
    apply: 'Rechercher',
    filters: (count) => (count === 0 ? 'Filtres et ordre' : `Filtres et ordre (${count})`),
    clear: 'Tout afficher',
    next: 'Page suivante',
    previous: 'Page précédente',
    first: 'Première page',
    pages: 'Pages',
    pageNumber: (number) => `Page n°\u00a0${number}`,
    columns: {
      name: 'Nom',
      status: 'État',
      kind: 'Type',
      store: 'Boutique',
      scopes: 'Autorisations',
      lastUsed: 'Dernière utilisation',
      updated: 'Dernière modification',
      actions: 'Actions',
    },
    actionsOf: (name) => `Actions pour ${name}`,
    scopeCount: (count) => (count === 1 ? '1 autorisation' : `${count} autorisations`),
    scopesOfIClient: 'Comme l’iClient',
    scopesUnknown: 'Pas testées',
    empty: {
      title: 'Aucune connexion pour l’instant',
      text: 'Une connexion est un accès enregistré à une boutique BigCommerce. Ajoutez-en une ici, ou installez l’application dans une boutique\u00a0: sa connexion apparaît alors d’elle-même.',
      viewer: 'Une personne ayant le rôle d’intégrateur peut en ajouter une.',
    },
    goneIClient: {
      option: 'Un iClient supprimé',
      text: 'Le filtre désigne un iClient qui n’existe plus. Choisissez-en un autre, ou affichez toutes les connexions.',
    },
    noMatch: {
      title: 'Aucune connexion ne correspond',
      text: 'Cherchez moins de mots ou changez les filtres.',
    },
    tooMany: (shown) =>
      `Plus de 1\u00a0000 connexions peuvent correspondre, et seules les 1\u00a0000 premières ont été examinées. ${shown ? 'Celles-ci correspondent.' : 'Aucune d’elles ne correspond.'} Précisez votre recherche.`,
  },
  actions: {
    edit: 'Modifier',
    test: 'Tester maintenant',
    authorize: 'Autoriser',
    reauthorize: 'Autoriser de nouveau',
    events: 'Événements',
    disconnect: 'Déconnecter',
    delete: 'Supprimer',
  },
  detail: {
    back: 'Toutes les connexions',
    status: 'État',
    sentences: {
      pending: 'Elle est enregistrée, mais personne ne lui a encore donné accès à la boutique.',
      connected: 'Elle a accès à la boutique.',
      needs_reauthorization:
        'Elle doit être autorisée de nouveau\u00a0: BigCommerce n’accepte plus son jeton, ou il manque des autorisations.',
      disconnected: 'Elle a été déconnectée ici, et son jeton supprimé. Elle n’a plus accès.',
      uninstalled: 'La boutique a désinstallé l’application. Elle n’a plus accès.',
    },
    todos: {
      pending:
        'Choisissez «\u00a0Autoriser\u00a0» et acceptez dans BigCommerce, ou installez l’application depuis le panneau de configuration de la boutique.',
      connected: undefined,
      needs_reauthorization:
        'Choisissez «\u00a0Autoriser de nouveau\u00a0» et acceptez dans BigCommerce.',
      disconnected: 'Choisissez «\u00a0Autoriser de nouveau\u00a0» pour la reconnecter.',
      uninstalled:
        'Choisissez «\u00a0Autoriser de nouveau\u00a0», ou réinstallez l’application depuis le panneau de configuration de la boutique.',
    },
    apiAccountSentence:
      'Il lui faut un nouveau jeton\u00a0: BigCommerce n’accepte plus le sien, ou refuse des autorisations dont vous avez besoin.',
    apiAccountTodo:
      'Créez un compte API avec toutes les autorisations nécessaires, puis choisissez «\u00a0Modifier\u00a0» et donnez un nouveau jeton d’accès.',
    testing: 'Test du jeton et de ses autorisations. Cela peut prendre jusqu’à une demi-minute.',
    testProgress: 'Autorisations testées\u00a0: %d sur %d',
    testTitle: 'Ce que le test a trouvé jusqu’ici',
    testLost: 'Le connecteur n’a pas pu être joint. Réessayez.',
    lastFailure: (when) => `Le dernier échec, ${when}\u00a0:`,
    store: 'Boutique',
    storeName: 'Nom',
    domain: 'Domaine',
    timeZone: 'Fuseau horaire',
    storeHash: 'Identifiant de la boutique (store hash)',
    id: 'Identifiant de la connexion',
    owner: 'Propriétaire',
    unknown: 'Inconnu',
    access: 'Accès',
    kind: 'Type',
    iclient: 'iClient',
    noIClient: 'Aucun\u00a0: elle a son propre jeton',
    authorizedBy: 'Autorisée par',
    concurrency: 'Simultanéité',
    level: (level) => (level === 1 ? '1 requête à la fois' : `Jusqu’à ${level} requêtes à la fois`),
    borrows: 'Empruntée à',
    borrowers: 'Prête sa simultanéité à',
    apiKeys: 'Clés d’API créées pour elle',
    nobody: 'Personne',
    dates: 'Dates',
    created: 'Ajoutée',
    authorized: 'Dernière autorisation',
    updated: 'Dernière modification',
    lastUsed: 'Dernière utilisation',
    lastFailed: 'Dernier échec',
    scopes: 'Autorisations (scopes)',
    scopeColumns: {
      scope: 'Autorisation',
      wanted: 'Voulue',
      granted: 'Accordée',
      detected: 'Constatée par test',
    },
    wantedOwn: 'Cette connexion a ses propres autorisations.',
    wantedIClient: 'Elle demande les autorisations de son iClient.',
    yes: 'Oui',
    no: 'Non',
    held: 'Fonctionne',
    readHeld: 'La lecture fonctionne\u00a0; la modification ne peut pas être testée',
    refused: 'Refusée',
    notTested: 'Pas testée',
    untold: 'Le test n’a pas pu le dire',
    asked: ({ held, refused, unknown }) =>
      `Autorisations testées\u00a0: ${held + refused + unknown}. Fonctionnent\u00a0: ${held}. Refusées\u00a0: ${refused}. Sans réponse claire\u00a0: ${unknown}.`,
    testedAt: (when) => `Testée le ${when}.`,
    neverTested: 'Le jeton n’a jamais été testé.',
    missing: (count) =>
      count === 1
        ? 'Il manque 1 autorisation voulue. Autorisez de nouveau pour l’obtenir\u00a0; si elle manque toujours, ajoutez-la d’abord à l’application dans le portail développeur.'
        : `Il manque ${count} autorisations voulues. Autorisez de nouveau pour les obtenir\u00a0; si elles manquent toujours, ajoutez-les d’abord à l’application dans le portail développeur.`,
    missingApiAccount: (count) =>
      count === 1
        ? 'BigCommerce refuse 1 autorisation voulue. Créez un compte API qui l’a, puis modifiez cette connexion et donnez le nouveau jeton.'
        : `BigCommerce refuse ${count} autorisations voulues. Créez un compte API qui les a, puis modifiez cette connexion et donnez le nouveau jeton.`,
    nothingMissing: 'Toutes les autorisations voulues sont là.',
    noScopes: 'Aucune autorisation n’est connue.',
    users: 'Qui a ouvert l’application',
    noUsers: 'Personne pour l’instant.',
    lastSeen: 'Dernière ouverture',
    email: 'Adresse e-mail',
    events: 'Derniers événements',
    allEvents: 'Tous les événements de cette connexion',
    noEvents: 'Rien pour l’instant.',
  },
  usedByApiKeys: (count) =>
    count === 1
      ? '1 clé d’API a été créée pour cette connexion. Ses appels par elle échoueront\u00a0:'
      : `${count} clés d’API ont été créées pour cette connexion. Leurs appels par elle échoueront\u00a0:`,
  disconnect: {
    title: (name) => `Déconnecter «\u00a0${name}\u00a0»`,
    what: 'Le jeton est aussitôt supprimé ici, et les appels par cette connexion s’arrêtent. La connexion elle-même reste et peut être autorisée de nouveau.',
    merchantApp:
      'BigCommerce affiche encore l’application comme installée. Pour y mettre fin aussi, le marchand va dans Applications > Mes applications du panneau de configuration et la désinstalle.',
    merchantApiAccount:
      'Le compte API existe encore dans BigCommerce. Pour y mettre fin aussi, le marchand va dans Paramètres > Comptes API au niveau de la boutique et le supprime.',
    usedBy: (count) =>
      count === 1
        ? '1 connexion emprunte sa simultanéité\u00a0; elle continue de fonctionner\u00a0:'
        : `${count} connexions empruntent sa simultanéité\u00a0; elles continuent de fonctionner\u00a0:`,
    confirm: 'Déconnecter',
  },
  remove: {
    title: (name) => `Supprimer «\u00a0${name}\u00a0»`,
    what: 'La connexion, son jeton et la liste des personnes qui ont ouvert l’application sont supprimés ici. Les événements restent. C’est irréversible.',
    merchantApp:
      'BigCommerce affiche encore l’application comme installée jusqu’à ce que le marchand la désinstalle dans Applications > Mes applications.',
    merchantApiAccount:
      'Le compte API existe encore dans BigCommerce jusqu’à ce que le marchand le supprime dans Paramètres > Comptes API au niveau de la boutique.',
    borrowed: (count) =>
      count === 1
        ? '1 connexion emprunte sa simultanéité, elle ne peut donc pas être supprimée. Modifiez d’abord celle-ci\u00a0:'
        : `${count} connexions empruntent sa simultanéité, elle ne peut donc pas être supprimée. Modifiez-les d’abord\u00a0:`,
    typeName: 'Saisissez le nom de la connexion pour confirmer',
    wrongName: 'Ce n’est pas le nom de la connexion.',
    confirm: 'Supprimer définitivement',
  },
};

/** What stood in the way of a change of connections. */
export const connectionFailures = {
  connection_unknown: {
    title: 'Cette connexion n’existe pas',
    happened: 'Elle a peut-être été supprimée entre-temps, ou l’adresse est mal saisie.',
    todo: 'Cherchez-la dans la liste des connexions.',
  },
  connection_exists: {
    title: 'Il y a déjà une connexion à cette boutique',
    happened:
      'BigCommerce donne un seul jeton par application et boutique\u00a0: une deuxième connexion arrêterait la première. Rien n’a été enregistré.',
    todo: 'Utilisez la connexion existante, ou choisissez une autre application ou une autre boutique.',
  },
  name_taken: {
    title: 'Ce nom est déjà pris',
    happened:
      'Une autre connexion le porte\u00a0; les majuscules ne comptent pas. Rien n’a été enregistré.',
    todo: 'Choisissez un autre nom.',
  },
  lender_unsuitable: {
    title: 'Cette connexion ne peut pas prêter sa simultanéité',
    happened:
      'Seule peut prêter une autre connexion à la même boutique qui n’emprunte pas elle-même, et une connexion qui prête ne peut pas emprunter. Rien n’a été enregistré.',
    todo: 'Choisissez une autre connexion, ou un niveau propre.',
  },
  store_fixed: {
    title: 'La boutique ne peut plus être changée',
    happened: 'La connexion a entre-temps été autorisée pour sa boutique. Rien n’a été modifié.',
    todo: 'Ajoutez une autre connexion pour l’autre boutique.',
  },
  lends_concurrency: {
    title: 'D’autres connexions empruntent à celle-ci',
    happened:
      'Elles partagent sa simultanéité et ne peuvent pas s’en passer. Rien n’a été supprimé.',
    todo: 'Donnez à ces connexions un niveau propre ou une autre prêteuse, puis supprimez celle-ci.',
  },
} satisfies Partial<FailureTexts>;
