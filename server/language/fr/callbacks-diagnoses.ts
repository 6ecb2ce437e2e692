import type { diagnoses as english } from '../en/callbacks-diagnoses.ts';

/** Pourquoi un rappel échoue, et comment y remédier. */
export const diagnoses: typeof english = {
  opened_by_hand: {
    name: 'Ouverte à la main',
    happens:
      'L’adresse a été ouverte sans ce que BigCommerce y ajoute\u00a0: un code ou une charge signée. C’est le cas d’un favori, d’une sonde ou de quelqu’un qui a essayé l’adresse.',
    fix: 'Installez ou ouvrez l’application depuis la page Applications dans le panneau de configuration. L’adresse seule ne peut rien faire.',
  },
  not_https: {
    name: 'Pas de HTTPS',
    happens:
      'L’URL de rappel commence par http://. BigCommerce n’enregistre et n’appelle que des adresses https, et les navigateurs bloquent les pages http dans son panneau de configuration.',
    fix: 'Placez un certificat devant le service, donnez l’adresse https à PUBLIC_URL et enregistrez celle-là.',
  },
  localhost: {
    name: 'Sur cette machine seulement',
    happens:
      'L’URL de rappel est sur localhost. Les rappels qui passent par le navigateur (auth, load) arrivent tant qu’il tourne sur la même machine\u00a0; ceux des serveurs de BigCommerce (uninstall, remove user) n’arrivent jamais.',
    fix: 'Utilisez un tunnel ou un nom d’hôte public\u00a0: donnez-le à PUBLIC_URL et enregistrez ses URL de rappel dans le portail développeur.',
  },
  old_tunnel: {
    name: 'Un ancien tunnel',
    happens:
      'L’adresse appartient à un tunnel, mais pas à celui qui est configuré maintenant. Les tunnels changent de nom d’hôte à chaque démarrage, alors que le portail développeur garde celui qui a été enregistré.',
    fix: 'Réservez un nom d’hôte fixe pour le tunnel, ou enregistrez de nouveau les URL de rappel après chaque démarrage, avec le même hôte dans PUBLIC_URL. La console n’est utilisable qu’à cette adresse\u00a0: elle en a besoin, elle aussi.',
  },
  redirect_uri_differs: {
    name: 'L’adresse de redirection diffère',
    happens:
      'BigCommerce compare le redirect_uri de l’échange à l’URL de rappel «\u00a0auth\u00a0» enregistrée, caractère par caractère. Un autre hôte, http au lieu de https ou une barre oblique à la fin en font une autre adresse.',
    fix: 'Copiez telle quelle l’URL de rappel «\u00a0auth\u00a0» de la page de l’iClient dans le portail développeur. Si le rappel doit passer par une autre adresse, ajoutez-la aux adresses admises de l’iClient.',
  },
  path_unknown: {
    name: 'Aucun iClient à ce chemin',
    happens:
      'Le chemin désigne un iClient qui n’existe pas ici, ou il a une barre oblique ou une majuscule que l’URL de rappel de l’iClient n’a pas. Personne ne peut donc dire à qui s’adresse ce rappel.',
    fix: 'Enregistrez telles quelles les quatre URL de rappel que montre la page de l’iClient.',
  },
  parameter_misshapen: {
    name: 'Un paramètre manquant, répété ou mal formé',
    happens:
      'Un paramètre que BigCommerce envoie toujours manque, vient deux fois ou n’est pas ce qu’il devrait être. Quelque chose en chemin a perdu ou réécrit les paramètres, ou quelqu’un a saisi l’adresse à la main.',
    fix: 'Voyez ce qui se trouve devant le service\u00a0: une redirection ou un proxy doit transmettre le chemin et les paramètres tels quels.',
  },
  consent_denied: {
    name: 'Le marchand a refusé',
    happens: 'Le marchand a quitté la page des autorisations de BigCommerce sans les accepter.',
    fix: 'Demandez-les de nouveau en expliquant à quoi sert chacune. Demandez-en moins si possible.',
  },
  draft_app_other_owner: {
    name: 'Un brouillon d’application sur la boutique d’un autre',
    happens:
      'Un brouillon d’application ne s’installe que sur les boutiques dont le propriétaire a la même adresse e-mail que le compte du portail développeur. Toute autre boutique est refusée avant qu’un code soit émis.',
    fix: 'Prenez une boutique dont le propriétaire a la même adresse e-mail, ou publiez l’application\u00a0; même sans la référencer, cela suffit.',
  },
  scopes_not_accepted: {
    name: 'Des autorisations pas encore acceptées',
    happens:
      'Les autorisations ont changé après que le marchand les a acceptées, ou l’application n’est pas enregistrée pour toutes. BigCommerce accorde ce qui a été accepté et répond 403 aux appels qui en demandent plus.',
    fix: 'Choisissez les mêmes autorisations dans le portail développeur et dans l’iClient, puis faites ouvrir l’application une fois par le marchand pour qu’il accepte.',
  },
  context_not_substituted: {
    name: 'Le contexte n’est pas rempli',
    happens:
      'À la place de stores/ suivi de l’identifiant d’une boutique, il y a un emplacement à remplir comme {store_hash}, ou rien. Un programme a composé l’adresse sans y mettre la boutique.',
    fix: 'Mettez dans l’adresse l’identifiant de la boutique, comme stores/abc123, ou laissez BigCommerce la composer.',
  },
  store_prefix_in_hash: {
    name: '«\u00a0store-\u00a0» resté dans l’identifiant',
    happens:
      'L’hôte du panneau de configuration est store-HASH.mybigcommerce.com, et il a été pris en entier pour l’identifiant. BigCommerce ne connaît que la partie après «\u00a0store-\u00a0».',
    fix: 'Retirez «\u00a0store-\u00a0»\u00a0: le contexte de store-abc123 est stores/abc123.',
  },
  exchange_refused: {
    name: 'L’échange a été refusé',
    happens:
      'BigCommerce n’a pas donné de jeton pour le code. L’identifiant client ou le secret client n’est pas celui de l’application, l’adresse de redirection diffère, le code était trop ancien (il sert pendant quelques secondes) ou avait déjà servi, ou l’un de vos programmes a envoyé un corps ou un type de contenu que BigCommerce ne lit pas\u00a0: il répond alors que l’identifiant client est invalide.',
    fix: 'Comparez l’identifiant client et le secret client avec le portail développeur, lettre à lettre, puis réinstallez l’application. Un programme qui fait l’échange lui-même doit envoyer du JSON en application/json, ou un formulaire en application/x-www-form-urlencoded.',
  },
  code_used_or_late: {
    name: 'Le code a déjà servi, ou arrive trop tard',
    happens:
      'Un code sert une fois, et pendant quelques secondes. La page a été rechargée, quelque chose a ouvert l’adresse avant le navigateur, ou l’échange a eu lieu trop tard.',
    fix: 'Réinstallez l’application depuis la page Applications. Si cela persiste, cherchez ce qui ouvre l’adresse deux fois\u00a0: un proxy qui réessaie, un analyseur de liens, l’aperçu d’un navigateur.',
  },
  other_browser: {
    name: 'Pas le navigateur du début',
    happens:
      'Le rappel appartient à une demande commencée dans un autre navigateur, il y a trop longtemps, ou pour une autre application.',
    fix: 'Recommencez depuis la connexion, et restez dans le même navigateur jusqu’à la fin.',
  },
  wrong_secret: {
    name: 'Le mauvais secret client',
    happens:
      'La charge désigne cette application, mais sa signature ne correspond pas au secret client enregistré ici. Le secret a été copié en partie, a été renouvelé, ou quelqu’un d’autre a fait la charge.',
    fix: 'Copiez de nouveau le secret client du portail développeur dans l’iClient, sans espaces.',
  },
  other_app: {
    name: 'La charge d’une autre application',
    happens:
      'La charge est faite pour un autre identifiant client, ou signée avec le secret client d’une autre application. Les URL de rappel de l’une ont été enregistrées pour l’autre.',
    fix: 'Comparez l’identifiant client avec celui de l’iClient, et enregistrez pour chaque application les URL de rappel de son propre iClient.',
  },
  payload_expired: {
    name: 'La charge a expiré',
    happens:
      'Une charge sert pendant un jour. Un favori, une adresse partagée ou un onglet rechargé en apporte une ancienne.',
    fix: 'Ouvrez l’application depuis la page Applications dans le panneau de configuration\u00a0: BigCommerce fait chaque fois une nouvelle charge.',
  },
  clock_skew: {
    name: 'Les horloges diffèrent',
    happens:
      'D’après l’horloge de ce service, la charge vient du futur. Une minute d’écart est permise.',
    fix: 'Faites régler l’horloge de cette machine par NTP. Sur une machine virtuelle, voyez si elle a été suspendue.',
  },
  payload_damaged: {
    name: 'Pas une charge signée',
    happens:
      'Le texte n’a pas les parties d’une charge signée, ou elles sont illisibles. Il a été coupé, ou quelque chose l’a modifié en chemin.',
    fix: 'Copiez toute la valeur du paramètre, telle qu’elle a été envoyée, entre le signe égal et le «\u00a0&\u00a0» suivant.',
  },
  wrong_algorithm: {
    name: 'Un autre algorithme',
    happens:
      'L’en-tête désigne un autre algorithme que HS256. BigCommerce ne signe qu’en HS256\u00a0; une charge qui choisit elle-même son algorithme est refusée.',
    fix: 'Si un de vos programmes l’a faite, qu’il signe en HS256 avec le secret client. Sinon, elle ne vient pas de BigCommerce.',
  },
  claims_misshapen: {
    name: 'Des champs manquants ou mal formés',
    happens: 'Un champ que BigCommerce envoie toujours manque, ou n’est pas ce qu’il devrait être.',
    fix: 'Si un de vos programmes a fait la charge, ajoutez ou corrigez les champs cités. Sinon, elle ne vient pas de BigCommerce.',
  },
  legacy_payload: {
    name: 'Une charge de l’ancien type',
    happens:
      'Le rappel porte signed_payload, que BigCommerce envoyait avant les JWT, et pas de signed_payload_jwt. Ce service n’accepte que le JWT.',
    fix: 'Faites renouveler les rappels de l’application dans le portail développeur pour qu’ils portent signed_payload_jwt.',
  },
  legacy_hmac_over_base64: {
    name: 'Signée sur le base64 au lieu du JSON',
    happens:
      'La signature de l’ancienne charge a été calculée sur son texte base64. BigCommerce la calcule sur le JSON qu’il contient\u00a0: un programme qui vérifie le texte refuse ce qui est juste.',
    fix: 'Décodez la première partie, puis calculez le HMAC-SHA256 de ce JSON avec le secret client, en chiffres hexadécimaux.',
  },
  not_installed: {
    name: 'L’application n’est pas installée sur la boutique',
    happens:
      'La charge est juste, mais aucune connexion de cet iClient ne mène à sa boutique. Le rappel «\u00a0auth\u00a0» n’a jamais réussi, ou l’application a été désinstallée depuis.',
    fix: 'Installez l’application dans cette boutique. Si le panneau de configuration la montre installée, désinstallez-la d’abord là-bas.',
  },
  user_removed: {
    name: 'L’utilisateur a été retiré',
    happens:
      'La charge a été faite avant que BigCommerce retire à cet utilisateur l’accès à l’application.',
    fix: 'Redonnez-lui accès dans le panneau de configuration, puis ouvrez de nouveau l’application.',
  },
  refuses_framing: {
    name: 'La page refuse de s’afficher dans un cadre',
    happens:
      'Le panneau de configuration montre l’application dans un cadre. La réponse porte X-Frame-Options, ou un frame-ancestors sans le panneau de configuration\u00a0: le cadre reste vide.',
    fix: 'Nommez les hôtes du panneau de configuration dans frame-ancestors (FRAME_ANCESTORS), et empêchez ce qui se trouve devant le service d’ajouter X-Frame-Options.',
  },
  third_party_cookie: {
    name: 'Un cookie que le cadre ne reçoit pas',
    happens:
      'Dans le cadre du panneau de configuration, le cookie de session est un cookie tiers. Sans SameSite=None, Secure et Partitioned, le navigateur ne l’envoie pas et l’application semble déconnectée.',
    fix: 'Servez l’application en https et empêchez ce qui se trouve devant elle de modifier Set-Cookie. Dans le navigateur, autorisez les cookies tiers pour ce site.',
  },
};

/** A cause in one line, for developers, beside what a failure page tells everybody. */
export function forDevelopers(cause: keyof typeof diagnoses): string {
  const { name, happens, fix } = diagnoses[cause];
  return `${name}. ${happens} ${fix}`;
}
