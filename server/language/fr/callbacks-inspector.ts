import type { inspector as english } from '../en/callbacks-inspector.ts';

export const inspector: typeof english = {
  heading: 'Inspecter un rappel',
  field: {
    label: 'Charge signée ou URL de rappel',
    hint: 'Un signed_payload_jwt, un signed_payload de l’ancien type, ou toute l’adresse que BigCommerce a appelée. Le texte est examiné une fois, puis ni conservé ni journalisé.',
    empty: 'Collez d’abord quelque chose.',
    tooLong: (kilobytes: number) =>
      `Le texte dépasse ${kilobytes}\u00a0kilooctets. Collez seulement la charge ou l’adresse.`,
  },
  submit: 'Inspecter',
  result: 'Résultat',
  forms: {
    jwt: 'Une charge signée (JWT)',
    legacy: 'Une charge signée de l’ancien type',
    url: 'Une URL de rappel',
    unknown: 'Rien de reconnaissable',
  },
  verdicts: {
    accepted: {
      heading: 'Tout est en ordre',
      text: 'Pour autant qu’on puisse le voir d’ici, ce service l’accepte.',
    },
    warned: {
      heading: 'Rien n’entraîne son refus',
      text: 'Certains points méritent un coup d’œil.',
    },
    foreign: {
      heading: 'Bien signée, mais pas acceptée ici',
      text: 'Les rappels de ce service n’acceptent qu’un signed_payload_jwt.',
    },
    refused: { heading: 'Elle est refusée', text: 'Les raisons, la principale d’abord\u00a0:' },
  },
  levels: { failure: 'Elle est refusée pour cela', warning: 'Mérite un coup d’œil' },
  reasons: {
    not_recognised: () => 'Il n’y a ni les points d’une charge, ni le début d’une adresse.',
    parts: ({ value }) =>
      `Un JWT a trois parties séparées par des points\u00a0: en-tête, champs, signature. Ici, il y en a ${value}.`,
    part_unreadable: ({ names }) =>
      `Cette partie n’est pas le base64 d’un objet JSON\u00a0: ${names}.`,
    unverifiable: () =>
      'Ses parties sont lisibles, mais elle est mal formée\u00a0: un caractère manque ou a changé.',
    algorithm: ({ value }) => `Son en-tête demande l’algorithme ${value}.`,
    wrong_secret: () =>
      'La signature n’a été faite avec le secret client d’aucun iClient d’ici, alors que la charge désigne celui-ci.',
    signed_by_other: ({ name }) =>
      `Elle est signée avec le secret client de l’iClient «\u00a0${name}\u00a0».`,
    made_for_other: ({ name }) =>
      `Son destinataire (aud) est l’identifiant client de l’iClient «\u00a0${name}\u00a0».`,
    made_for_unknown: ({ value }) =>
      `Son destinataire (aud) est ${value}, qui n’est l’identifiant client d’aucun iClient d’ici.`,
    missing_claims: ({ names }) => `Il manque\u00a0: ${names}.`,
    misshapen_claims: ({ names }) => `Mal formé\u00a0: ${names}.`,
    placeholder: ({ value }) => `On y lit\u00a0: ${value || 'rien'}.`,
    store_prefix: ({ value }) => `On y lit\u00a0: ${value}.`,
    expired: ({ span }) => `Elle est expirée depuis ${span}.`,
    not_yet_valid: ({ span }) =>
      `D’après l’horloge de ce service, elle sera valable dans ${span} (nbf).`,
    issued_in_future: ({ span }) =>
      `D’après l’horloge de ce service, elle sera émise dans ${span} (iat).`,
    legacy: () => 'Elle porte signed_payload.',
    over_base64: () => 'La signature correspond au texte base64, et non au JSON qu’il contient.',
    not_installed: ({ value }) => `Aucune connexion de cet iClient ne mène à la boutique ${value}.`,
    http: () => 'Elle commence par http://.',
    localhost: () => 'Son hôte est cette machine.',
    tunnel: () =>
      'Son hôte est celui d’un tunnel, mais ni celui de PUBLIC_URL ni celui d’une adresse admise.',
    other_address: () =>
      'Ce n’est ni l’URL de rappel «\u00a0auth\u00a0» de l’iClient, ni l’une de ses autres adresses admises.',
    path_of_other: ({ name }) => `Le chemin appartient à l’iClient «\u00a0${name}\u00a0».`,
    path_of_nobody: () => 'Le chemin n’est celui d’un rappel d’aucun iClient d’ici.',
    nothing_brought: () => 'Elle n’apporte ni code, ni charge signée.',
    denied: ({ value }) => `BigCommerce a envoyé l’erreur ${value} au lieu d’un code.`,
    missing_parameters: ({ names }) => `Il manque\u00a0: ${names}.`,
    misshapen_parameters: ({ names }) => `Donné deux fois, ou mal formé\u00a0: ${names}.`,
    missing_scopes: () => 'Il y manque des autorisations que cet iClient demande.',
  },
  parts: {
    callback: 'L’adresse',
    address: 'Appelée',
    kind: 'Rappel',
    payload: 'La charge',
    parameters: 'Paramètres',
    notShown: (characters: number) => `Non affiché (${characters}\u00a0caractères)`,
    header: 'En-tête',
    claims: 'Champs',
    legacyClaims: 'Contenu',
    signature: 'La signature',
    more: (count: number) => `et ${count}\u00a0de plus`,
    hidden: 'Non affiché',
    notKnown: 'La documentation de BigCommerce n’en parle pas.',
  },
  acted:
    'Un rappel a déjà été exécuté avec cette charge. Chacune n’agit qu’une fois\u00a0: qui la présente de nouveau n’entre qu’avec la session ouverte cette fois-là.',
  signature: {
    own: 'Elle correspond au secret client de cet iClient.',
    other: 'Elle correspond au secret client d’un autre iClient.',
    none: 'Elle ne correspond au secret client d’aucun iClient d’ici.',
    unknown: 'Elle n’a pas pu être vérifiée.',
    characters: (count: number) => `${count}\u00a0caractères, non affichés.`,
  },
  meanings: {
    alg: 'Comment elle est signée. BigCommerce emploie HS256.',
    typ: 'Ce qu’est le texte.',
    kid: 'Quelle clé l’a signée. Sans effet ici.',
    aud: 'Pour quelle application\u00a0: son identifiant client.',
    iss: 'Qui l’a faite\u00a0: bc, pour BigCommerce.',
    iat: 'Quand elle a été faite.',
    nbf: 'Avant ce moment, elle ne compte pas.',
    exp: 'À partir de là, elle ne compte plus\u00a0: un jour après avoir été faite.',
    jti: 'Son propre numéro\u00a0: une charge n’agit qu’une fois.',
    sub: 'De quelle boutique il s’agit\u00a0: stores/ suivi de son identifiant.',
    'user.id': 'Qui a ouvert ou modifié l’application, par son numéro.',
    'user.email': 'Son adresse e-mail chez BigCommerce.',
    'user.locale': 'Sa langue dans le panneau de configuration.',
    'owner.id': 'Le propriétaire de la boutique, par son numéro.',
    'owner.email': 'L’adresse e-mail du propriétaire.',
    url: 'Quelle page de l’application est demandée\u00a0; / sauf si un lien mène plus loin.',
    channel_id: 'Le canal de vente pour lequel l’application est ouverte, s’il y en a un.',
    context: 'De quelle boutique il s’agit\u00a0: stores/ suivi de son identifiant.',
    store_hash: 'L’identifiant de la boutique seul.',
    timestamp: 'Quand elle a été faite.',
    code: 'Sert une fois, pendant quelques secondes. Il est échangé contre le jeton.',
    scope: 'Ce que BigCommerce accorde, tel que cela a été accepté.',
    account_uuid: 'Le compte du marchand chez BigCommerce.',
    state: 'Rattache le rappel au navigateur qui a commencé l’autorisation.',
    error: 'Pourquoi BigCommerce n’a pas envoyé de code.',
    error_description: 'La même chose, en toutes lettres.',
    external_install: 'L’installation a commencé par un bouton hors du panneau de configuration.',
    signed_payload_jwt: 'La charge signée, décomposée sur cette page.',
    signed_payload: 'La charge de l’ancien type, décomposée sur cette page.',
  },
};
