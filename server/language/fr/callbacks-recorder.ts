import type {
  recorder as english,
  recorderFailures as englishFailures,
} from '../en/callbacks-recorder.ts';

/** L’enregistreur, qui montre les rappels à mesure qu’ils arrivent. */
export const recorder: typeof english = {
  title: (iclient) => `Enregistreur de «\u00a0${iclient}\u00a0»`,
  intro:
    'Tous les rappels de cet iClient à mesure qu’ils arrivent, quel que soit l’hôte, avec chaque contrôle effectué. On y voit ce que BigCommerce envoie, et ce qui en a été fait.',
  kept: (atMost) =>
    `Les codes, les jetons, les valeurs de state, les secrets et les charges signées ne sont jamais conservés. Un rappel est conservé un jour\u00a0: au plus ${atMost.passed} acceptés, ${atMost.looked_at} refusés pour leur code ou leur charge, et ${atMost.refused_early} refusés avant cela. Aucun ne prend la place de ceux d’une autre sorte.`,
  on: 'Enregistrement en cours',
  onText: (until) => `Il s’arrête de lui-même\u00a0: ${until}`,
  off: 'Pas d’enregistrement',
  offText: 'Les rappels qui arrivent maintenant ne sont pas conservés.',
  switchOn: 'Enregistrer pendant 24 heures',
  switchOff: 'Arrêter l’enregistrement',
  notices: {
    on: 'Les rappels sont enregistrés à partir de maintenant',
    off: 'Plus rien n’est enregistré',
  },
  filters: {
    heading: 'Filtres',
    kind: 'Rappel',
    verdict: 'Résultat',
    any: 'Indifférent',
    apply: 'Afficher',
    clear: 'Retirer tous les filtres',
  },
  heading: 'Rappels, du plus récent au plus ancien',
  columns: { when: 'Quand (UTC)', callback: 'Rappel', host: 'Appelé à', outcome: 'Résultat' },
  kinds: {
    auth: 'Autorisation (auth)',
    load: 'Ouverture (load)',
    uninstall: 'Désinstallation (uninstall)',
    remove_user: 'Retrait d’un utilisateur (remove user)',
  },
  verdicts: { passed: 'Accepté', failed: 'Refusé' },
  unanswered: 'L’appelant est parti avant la réponse.',
  none: 'Aucun rappel n’est encore arrivé.',
  noneOff: 'Rien n’a été enregistré ces dernières 24 heures.',
  noneFound: 'Aucun rappel ne correspond à ces filtres.',
  tryIt:
    'Installez ou ouvrez l’application dans BigCommerce. Si la liste reste vide, BigCommerce appelle une autre adresse\u00a0: comparez les URL de rappel.',
  reload: 'Afficher les plus récents',
  live: 'Les nouveaux rappels apparaissent ici d’eux-mêmes.',
  polled:
    'Les nouvelles en direct ne passent pas\u00a0: un proxy ou un tunnel placé devant le service les retient. Cette page cherche donc les nouveaux rappels toutes les quelques secondes.',
  interrupted:
    'Interrompu\u00a0: le service n’atteint pas ses données enregistrées, et les rappels ne sont ni enregistrés ni affichés. Cela reprend de soi-même dès que possible.',
  arrived: 'Un nouveau rappel est arrivé.',
  entry: {
    title: (kind) => `Rappel\u00a0: ${kind}`,
    back: 'Tous les rappels enregistrés',
    shown: 'Ce que disait sa page',
    status: 'Réponse',
    code: 'Code d’erreur',
    parameter: 'Paramètre en cause',
    took: 'Durée',
    milliseconds: (count) => `${count}\u00a0ms`,
    checks: 'Contrôles',
    codeRepeated:
      'Son code était déjà venu\u00a0: BigCommerce n’a pas été interrogé de nouveau, et ce rappel a reçu le résultat obtenu alors.',
    checksText: 'Dans l’ordre où ils se font. Le premier qui échoue met fin à la suite.',
    arrival: 'Comment il est arrivé',
    when: 'Quand (UTC)',
    address: 'Appelé à',
    forwarded: (headers) => `D’après l’appelant (${headers}), ce que n’importe qui peut prétendre.`,
    via: 'Transmis à',
    viaText: 'L’hôte sous lequel un proxy ou un tunnel placé devant a appelé ce service.',
    referer: 'Depuis une page de',
    userAgent: 'Navigateur ou programme',
    unknown: 'Non précisé',
    connection: 'Connexion',
    parameters: 'Paramètres',
    noParameters: 'Il n’avait aucun des paramètres d’un rappel.',
    hidden: 'Présent. Sa valeur n’est pas conservée.',
    others: (count) =>
      count === 1
        ? 'Un autre paramètre, dont rien n’est conservé.'
        : `${count} autres paramètres, dont rien n’est conservé.`,
    share: 'Le partager',
    shareText:
      'Quiconque peut se connecter à la console peut ouvrir cette adresse, pendant un jour.',
    link: 'Adresse de cette page',
  },
  passedBefore: 'Réussi auparavant',
  checkVerdicts: {
    passed: 'Réussi',
    failed: 'Échoué',
    not_reached: 'Non atteint',
    unknown: 'Inconnu',
  },
  checks: {
    request: 'C’est une simple visite\u00a0: un GET, qu’aucun navigateur n’a fait par avance',
    app: 'Son chemin est celui d’une URL de rappel d’un iClient, caractère pour caractère',
    announced:
      'S’il porte un state, celui-ci vient d’une autorisation commencée ici, dans ce navigateur',
    parameters:
      'Chaque paramètre est là une seule fois et bien formé, et aucun ne parle d’un refus',
    allowed: 'Si quelqu’un l’a commencé ici, il est pour la boutique voulue, et toujours permis',
    exchange: 'BigCommerce échange le code contre un jeton',
    token_store: 'Le jeton est pour la boutique que le rappel désigne',
    saved: 'La connexion est enregistrée',
    payload: 'Il y a une seule charge signée',
    signature:
      'Elle est signée avec le secret client de cet iClient, pour cette application, et complète',
    times: 'Elle est valable en ce moment',
    connection: 'L’application est installée sur sa boutique',
    user: 'Son utilisateur n’a pas été retiré depuis',
  },
};

export const recorderFailures: typeof englishFailures = {
  callback_record_unknown: {
    title: 'Ce rappel n’est plus conservé',
    happened:
      'Les rappels enregistrés sont conservés un jour, et leur nombre est limité par iClient.',
    todo: 'Ouvrez l’enregistreur de son iClient pour voir ceux qui sont conservés.',
  },
  streams_full: {
    title: 'Trop de pages suivent les rappels',
    happened:
      'Les nouveaux rappels n’apparaissent d’eux-mêmes que sur un certain nombre de pages à la fois.',
    todo: 'Fermez les pages de l’enregistreur dont vous n’avez pas besoin, ou rechargez celle-ci de temps en temps.',
  },
};
