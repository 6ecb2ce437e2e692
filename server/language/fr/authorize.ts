import type { ErrorCode } from '../../errors.ts';
import type { authorize as english, OutcomeWords } from '../en/authorize.ts';

const nothing = 'Aucun nouvel accès n’a été enregistré.';
const again = 'Recommencez à partir de la connexion.';

const failed: Partial<Record<ErrorCode, OutcomeWords>> = {
  consent_denied: {
    title: 'L’accès n’a pas été accordé',
    happened: `Quelqu’un l’a refusé chez BigCommerce. ${nothing}`,
    todo: 'Si c’était une erreur, recommencez et acceptez ce que l’application demande.',
  },
  authorization_failed: {
    title: 'BigCommerce a arrêté l’autorisation',
    happened: `BigCommerce a envoyé une erreur au lieu de demander l’autorisation, ou après. ${nothing}`,
    todo: 'Vérifiez l’adresse de la boutique, et comparez les autorisations et l’URL de rappel à celles de l’application dans le portail développeur. Puis recommencez.',
    developer:
      'Le rappel portait une erreur OAuth. C’est invalid_scope quand une autorisation demandée n’est pas enregistrée pour l’application.',
  },
  authorization_expired: {
    title: 'Le délai est dépassé',
    happened: `Une autorisation doit être terminée en dix minutes. ${nothing}`,
    todo: again,
  },
  code_refused: {
    title: 'BigCommerce n’a pas accepté la réponse',
    happened: `L’opération a duré trop longtemps, la page a été ouverte deux fois, ou le secret client de l’iClient est faux. ${nothing}`,
    todo: 'Vérifiez l’identifiant client, le secret client et l’URL de rappel de l’iClient, puis recommencez.',
    developer:
      'Le point d’accès des jetons a refusé le code. Le redirect_uri doit être exactement celui du portail développeur.',
  },
  bigcommerce_unreachable: {
    title: 'BigCommerce ne répond pas',
    happened: `BigCommerce n’a pas pu être joint. ${nothing}`,
    todo: `Attendez une minute. ${again}`,
  },
  bigcommerce_bad_response: {
    title: 'BigCommerce a rencontré un problème',
    happened: `BigCommerce n’y est pas arrivé, ou a envoyé une réponse que nous n’avons pas comprise. ${nothing}`,
    todo: `Attendez une minute. ${again}`,
  },
  bigcommerce_timeout: {
    title: 'BigCommerce a mis trop de temps à répondre',
    happened: `Nous avons attendu BigCommerce, puis abandonné. ${nothing}`,
    todo: `Attendez une minute. ${again}`,
  },
  context_mismatch: {
    title: 'BigCommerce a répondu pour deux boutiques',
    happened: `La boutique de l’adresse et celle du jeton sont différentes. Pour les protéger, nous nous sommes arrêtés. ${nothing}`,
    todo: again,
    developer: 'Le contexte du rappel n’est pas celui de la réponse du jeton.',
  },
  connection_unknown: {
    title: 'La connexion n’existe plus',
    happened: `Quelqu’un l’a supprimée pendant l’autorisation. ${nothing}`,
    todo: 'Créez la connexion de nouveau.',
  },
  starter_gone: {
    title: 'La session dans laquelle vous avez commencé est terminée',
    happened: `Entre-temps, vous avez été déconnecté partout, ou votre mot de passe ou votre rôle a changé. ${nothing}`,
    todo: `Reconnectez-vous si on vous le demande. ${again}`,
  },
  disconnected_meanwhile: {
    title: 'La connexion a été déconnectée entre-temps',
    happened: `Quelqu’un l’a déconnectée après que vous avez commencé. ${nothing}`,
    todo: 'Si la boutique doit être connectée, recommencez à partir de la connexion.',
  },
  storage_unavailable: {
    title: 'L’accès n’a peut-être pas été enregistré',
    happened: 'Les données enregistrées n’ont pas pu être lues ou modifiées.',
    todo: `Attendez une minute. ${again}`,
    developer: 'Redis ne répond pas, ou refuse les modifications.',
  },
};

export const authorize: typeof english = {
  opening: { title: 'Ouverture de BigCommerce', text: 'Un instant.' },
  go: {
    title: 'En route vers BigCommerce',
    text: 'Vous allez chez BigCommerce, où vous pourrez permettre à l’application d’accéder à la boutique.',
    link: 'Continuer vers BigCommerce',
  },
  waiting: {
    title: 'En attente de BigCommerce',
    happened: 'Autorisez l’application à accéder à la boutique dans la fenêtre qui s’est ouverte.',
    todo: 'Cette page continue d’elle-même quand vous avez terminé.',
  },
  exchanging: {
    title: 'Presque terminé',
    happened: 'BigCommerce a répondu. L’accès est en cours d’enregistrement.',
    todo: 'Cela prend quelques secondes.',
  },
  done: (store) => ({
    title: 'La boutique est connectée',
    happened: `L’application a obtenu l’accès à la boutique ${store}.`,
    todo: 'Vous pouvez fermer cette fenêtre.',
  }),
  doneWithout: (store, count) => ({
    title: 'Connectée, mais il manque des autorisations',
    happened: `L’application a obtenu l’accès à la boutique ${store}, sans ${count === 1 ? 'une autorisation' : `${count} autorisations`} qu’elle demande.`,
    todo: 'BigCommerce accorde ce qui est enregistré pour l’application\u00a0: ajoutez-lui ces autorisations dans le portail développeur, puis autorisez de nouveau.',
  }),
  storeMismatch: (meant, came) => ({
    title: 'C’était une autre boutique',
    happened: `La connexion est celle de la boutique ${meant}, et BigCommerce a répondu pour ${came}. Rien n’a été modifié.`,
    todo: `Recommencez en vous connectant à BigCommerce avec un compte de ${meant}.`,
  }),
  failed,
  failedOtherwise: {
    title: 'Une erreur est survenue',
    happened: 'L’autorisation n’a pas pu être terminée.',
    todo: again,
  },
  missing: 'Autorisations manquantes',
  details: 'Détails pour le développeur',
  code: (code) => `Code d’erreur\u00a0: ${code}`,
  toConnection: 'Aller à la connexion',
  panel: {
    blocked: {
      title: 'La fenêtre a été bloquée',
      text: 'Votre navigateur n’a pas laissé s’ouvrir une nouvelle fenêtre. Vous pouvez continuer dans cet onglet.',
      link: 'Continuer vers BigCommerce dans cet onglet',
    },
    closed: {
      title: 'La fenêtre a-t-elle été fermée\u00a0?',
      text: 'BigCommerce ne nous a pas encore répondu. Si sa fenêtre est encore ouverte, continuez-y\u00a0: cette page reste à l’écoute. Sinon, ouvrez-la de nouveau.',
      todo: 'Si BigCommerce n’a pas trouvé la boutique, vérifiez l’adresse que vous avez donnée\u00a0: cette connexion est pour la boutique %s.',
      reopen: 'Ouvrir de nouveau la fenêtre',
    },
    offline: {
      title: 'Pas de réponse',
      text: 'Ce service n’a pas pu être joint.',
    },
    stays: 'La connexion est conservée, mais pas encore autorisée.',
    dismiss: 'Fermer ce message',
    willOpen: 'Une fenêtre de BigCommerce s’ouvre.',
  },
};
