import type { companies as english } from '../en/companies.ts';
import type { FailureTexts } from '../en/failures.ts';

/** Companies, and the links that are made for them. */
export const companies: typeof english = {
  title: 'Entreprises',
  intro:
    'Une entreprise regroupe les connexions aux boutiques d’un marchand, et les liens avec lesquels il connecte une boutique sans avoir de compte ici.',
  add: 'Ajouter une entreprise',
  empty: {
    heading: 'Aucune entreprise pour l’instant',
    text: 'Ajoutez-en une pour envoyer un lien à son marchand, ou pour voir ensemble les connexions d’un marchand.',
    viewer: 'Une personne ayant le rôle d’intégrateur peut en ajouter une.',
  },
  noMatch: {
    heading: 'Aucune entreprise ne correspond',
    text: 'Cherchez moins de mots, ou l’identifiant externe entier.',
  },
  search: 'Rechercher par nom ou identifiant externe',
  columns: {
    name: 'Nom',
    externalId: 'Identifiant externe',
    updated: 'Dernière modification',
  },
  notices: {
    created:
      'L’entreprise est ajoutée. Créez un lien pour son marchand, ou donnez-lui des connexions.',
    changed: 'Les modifications sont enregistrées.',
    deleted: 'L’entreprise et ses liens sont supprimés.',
    revoked: 'Le lien est révoqué. Plus personne n’entre par lui.',
  },
  actions: { edit: 'Modifier', delete: 'Supprimer' },
  fields: { name: 'Nom', externalId: 'Identifiant externe' },
  hints: {
    name: 'Les marchands le voient sur les pages de leurs liens.',
    externalId:
      'Votre propre identifiant pour elle, si vous en avez un. Deux entreprises ne peuvent pas avoir le même.',
  },
  errors: {
    name: 'Écrivez un nom de 1 à 200 caractères.',
    externalId: 'Écrivez de 1 à 200 caractères, ou rien.',
    taken: 'Une autre entreprise a cet identifiant externe.',
    other: 'Afficher cette entreprise',
  },
  form: {
    newTitle: 'Ajouter une entreprise',
    editTitle: (name) => `Modifier «\u00a0${name}\u00a0»`,
    submit: 'Ajouter l’entreprise',
  },
  detail: {
    heading: 'Détails',
    none: 'Aucun',
    id: 'Identifiant de l’entreprise',
    created: 'Ajoutée',
    updated: 'Dernière modification',
  },
  connections: {
    heading: 'Connexions',
    none: 'Elle n’a pas encore de connexion. Il en apparaît une ici quand un marchand connecte une boutique par un lien, ou quand vous choisissez l’entreprise dans le formulaire d’une connexion.',
    all: 'Les afficher dans la liste des connexions',
  },
  links: {
    heading: 'Liens pour le marchand',
    intro:
      'Toute personne qui ouvre un lien connecte une boutique à cette entreprise, sans avoir de compte ici. Son adresse n’est affichée qu’une fois, à sa création.',
    none: 'Il n’y a pas encore de lien.',
    latest: (count) => `Les ${count} derniers sont affichés.`,
    make: 'Créer un lien',
    noIClient: 'Un lien nomme un iClient. Ajoutez-en d’abord un.',
    off: {
      heading: 'Les liens sont désactivés',
      text: 'Aucun lien ne laisse entrer personne tant qu’un administrateur ne les a pas réactivés dans les paramètres.',
    },
    columns: {
      made: 'Créé',
      state: 'État',
      ways: 'Moyens',
      use: 'Usage',
      expires: 'Expire',
      actions: 'Actions',
    },
    states: { open: 'Ouvert', used: 'Utilisé', expired: 'Expiré', revoked: 'Révoqué' },
    by: (who) => `par ${who}`,
    language: (name) => `Langue\u00a0: ${name}`,
    returns: (host) => `Retour vers ${host}`,
    ways: { app: 'Installation de l’application', api_account: 'Compte API' },
    single: 'Une fois',
    many: 'Plusieurs fois',
    lastUsed: (when) => `Dernière utilisation\u00a0: ${when}`,
    revoke: 'Révoquer',
    revokeOne: (when) => `le lien du ${when}`,
  },
  linkForm: {
    title: (company) => `Créer un lien pour «\u00a0${company}\u00a0»`,
    submit: 'Créer le lien',
    waysHint: 'Avec les deux, le marchand choisit.',
    wayHints: {
      app: 'Le marchand accepte l’application dans BigCommerce. Un clic, aucun mot de passe.',
      api_account:
        'Le marchand crée un compte API dans BigCommerce et en donne les identifiants. Le lien montre comment.',
    },
    scopesOfIClient: 'Comme l’iClient',
    useHints: {
      single: 'Il prend fin quand il a connecté une boutique.',
      many: 'Pour un marchand qui a plusieurs boutiques, ou qui devra peut-être revenir.',
    },
    localeBrowser: 'Comme le navigateur du marchand',
  },
  linkFields: {
    ways: 'Comment le marchand peut se connecter',
    iclientId: 'iClient',
    scopes: 'Autorisations',
    use: 'Combien de fois il sert',
    days: 'Jours avant son expiration',
    returnUrl: 'URL de retour',
    locale: 'Langue',
  },
  linkHints: {
    iclientId: 'L’application à installer. Un compte API doit avoir les mêmes autorisations.',
    days: (longest) => `De 1 à ${longest}.`,
    returnUrl: (hosts) =>
      `Votre page vers laquelle le marchand revient, avec le résultat dans l’adresse. Son hôte doit être l’un de ceux-ci\u00a0: ${hosts}.`,
    noReturnHosts:
      'Votre page vers laquelle le marchand revient. Aucun hôte n’est encore admis\u00a0: un administrateur en ajoute un dans les paramètres, ou RETURN_HOSTS le nomme.',
    locale: 'Le marchand peut en changer.',
  },
  linkErrors: {
    ways: 'Choisissez au moins un moyen.',
    iclientId: 'Choisissez un iClient. Celui-ci n’existe plus.',
    use: 'Choisissez combien de fois il sert.',
    days: (longest) => `Écrivez un nombre entier de 1 à ${longest}.`,
    returnUrl: 'Ce doit être une URL https chez l’un des hôtes admis, sans nom d’utilisateur.',
    locale: 'Choisissez-en une.',
  },
  made: {
    title: 'Le lien est créé',
    text: (company) =>
      `Envoyez-le au marchand de «\u00a0${company}\u00a0». Copiez-le maintenant\u00a0: il n’est affiché qu’une fois, et personne ne pourra le relire.`,
    url: 'Lien',
    expires: (when) => `Il fonctionne jusqu’au ${when}.`,
    single: 'Il prend fin quand il a connecté une boutique.',
    many: 'Il peut servir plusieurs fois jusque-là.',
    care: 'Qui l’a peut connecter une boutique à cette entreprise\u00a0: ne l’envoyez à personne d’autre. Vous pouvez le révoquer à tout moment.',
    reload: 'Recharger cette page ne l’affiche pas de nouveau et n’en crée pas un second.',
    done: 'Je l’ai copié',
  },
  madeBefore: {
    heading: 'Aucun second lien n’a été créé',
    text: 'Ce formulaire a déjà créé un lien, et son adresse ne peut plus être affichée. Si personne ne l’a copiée, révoquez-le et envoyez de nouveau le formulaire.',
    revoke: 'Révoquer ce lien',
  },
  revoking: {
    title: 'Révoquer ce lien\u00a0?',
    text: (company, when) => `Il a été créé pour «\u00a0${company}\u00a0» le ${when}.`,
    effect:
      'Plus personne n’entre par lui, et qui est en chemin ne va pas plus loin. Les connexions qu’il a créées restent. C’est irréversible.',
    ended: 'Il a déjà pris fin.',
    confirm: 'Révoquer le lien',
  },
  remove: {
    title: (name) => `Supprimer «\u00a0${name}\u00a0»\u00a0?`,
    text: 'L’entreprise disparaît, et ses liens avec elle\u00a0: plus personne n’entre par eux. C’est irréversible.',
    openLinks: (count) =>
      count === 1
        ? 'Un de ses liens est encore ouvert.'
        : `${count} de ses liens sont encore ouverts.`,
    confirm: 'Supprimer l’entreprise',
    inUse: {
      heading: 'Elle a encore des connexions',
      text: 'Supprimez-les d’abord, ou donnez-leur une autre entreprise.',
    },
  },
  /** Where a connection has a company. */
  ofConnection: {
    label: 'Entreprise',
    none: 'Aucune',
    hint: 'Son nom, son identifiant externe ou son identifiant\u00a0; vide pour aucune. Une boutique appartient à une seule entreprise au plus.',
    filterHint: 'Nom ou identifiant',
    unknown: 'Aucune entreprise ne s’appelle ainsi.',
    ambiguous:
      'Plusieurs entreprises s’appellent ainsi. Donnez l’identifiant externe ou l’identifiant.',
    otherCompany: 'Une autre connexion à cette boutique a une autre entreprise.',
    ofStore: 'Afficher les connexions de cette boutique',
  },
};

/** What stood in the way of a change of companies, or of a connection's company. */
export const companyFailures = {
  company_unknown: {
    title: 'Cette entreprise n’existe pas',
    happened: 'Elle a été supprimée, ou n’a jamais existé. Rien n’a été modifié.',
    todo: 'Choisissez-en une dans la liste des entreprises.',
  },
  company_in_use: {
    title: 'Cette entreprise a encore des connexions',
    happened: 'Elle n’a donc pas été supprimée.',
    todo: 'Supprimez d’abord ces connexions, ou donnez-leur une autre entreprise. La page de l’entreprise les nomme.',
  },
  external_id_taken: {
    title: 'Une autre entreprise a cet identifiant externe',
    happened: 'Les identifiants externes sont uniques. Rien n’a été modifié.',
    todo: 'Utilisez l’entreprise qui l’a déjà, ou donnez un autre identifiant externe.',
  },
  store_of_other_company: {
    title: 'Cette boutique appartient à une autre entreprise',
    happened:
      'Une autre connexion à la même boutique a une autre entreprise, et une boutique n’en a qu’une. Rien n’a été modifié.',
    todo: 'Choisissez cette entreprise-là, ou retirez-la d’abord des autres connexions de la boutique.',
  },
  link_made_before: {
    title: 'Ce formulaire a déjà été envoyé',
    happened: 'Il a déjà créé un lien\u00a0; aucun autre n’a donc été créé.',
    todo: 'Si personne n’a copié ce lien, révoquez-le et créez-en un autre.',
  },
} satisfies Partial<FailureTexts>;
