import type { ErrorCode } from '../../errors.ts';
import type { linkApp as english, LinkAppFailure } from '../en/link-app.ts';

const nothing = 'Rien n’a été connecté.';
const again = 'Vous pouvez réessayer ici.';

const failed: Partial<Record<ErrorCode, LinkAppFailure>> = {
  consent_denied: {
    title: 'L’accès n’a pas été accordé',
    happened: `Il n’a pas été accepté dans BigCommerce. ${nothing}`,
    todo: 'Si c’était une erreur, réessayez ici et acceptez ce que l’application demande.',
  },
  authorization_failed: {
    title: 'BigCommerce ne l’a pas permis',
    happened: `BigCommerce s’est arrêté avant de donner l’accès. ${nothing}`,
    todo: `${again} Si cela se reproduit, adressez-vous à la personne qui vous a envoyé le lien.`,
  },
  authorization_expired: {
    title: 'Le délai est dépassé',
    happened: `Pour la sécurité de votre boutique, tout doit être terminé en dix minutes. ${nothing}`,
    todo: again,
  },
  store_mismatch: {
    title: 'C’était une autre boutique',
    happened: `BigCommerce a répondu pour une autre boutique que celle que vous avez indiquée. ${nothing}`,
    todo: 'Vérifiez l’adresse, et connectez-vous à BigCommerce avec le compte de cette boutique.',
  },
  store_not_connected: {
    title: 'La boutique n’a pas pu être connectée',
    happened: `BigCommerce ou nous-mêmes n’avons pas pu l’accepter pour le moment. ${nothing}`,
    todo: 'Vérifiez que c’est la bonne boutique, et réessayez ici dans quelques minutes. Si cela se reproduit, adressez-vous à la personne qui vous a envoyé le lien.',
  },
  link_used: {
    title: 'Ce lien est en cours d’utilisation dans une autre fenêtre',
    happened: `Il ne connecte qu’une seule boutique. ${nothing}`,
    todo: 'Si vous l’utilisez dans une autre fenêtre, terminez-y. Sinon, attendez une minute, puis réessayez ici.',
  },
};

export const linkApp: typeof english = {
  title: 'Connecter avec l’application',
  text: 'Vous allez chez BigCommerce, vous vous y connectez si on vous le demande, et vous acceptez. Ensuite, vous revenez ici.',
  store: 'Adresse de votre boutique',
  storeHint:
    'Telle qu’elle commence quand vous êtes dans le panneau de configuration, par exemple store-abc123.mybigcommerce.com. Vous pouvez la coller en entier.',
  storeTold: (storeHash) => `Compris\u00a0: boutique ${storeHash}.`,
  problems: {
    empty: 'Indiquez l’adresse de votre boutique.',
    vanity_address:
      'C’est l’adresse que voient vos clients. Indiquez celle de votre panneau de configuration\u00a0: elle commence par «\u00a0store-\u00a0».',
    not_bigcommerce:
      'Ce n’est pas une adresse de BigCommerce. Indiquez celle de votre panneau de configuration\u00a0: elle commence par «\u00a0store-\u00a0».',
    look_alike:
      'Cette adresse ressemble seulement à une adresse de BigCommerce. Vérifiez d’où elle vient, et copiez celle de votre panneau de configuration.',
    malformed:
      'Nous n’y avons trouvé aucune boutique. Copiez l’adresse de votre panneau de configuration\u00a0: elle commence par «\u00a0store-\u00a0».',
  },
  named: (app) => `Dans BigCommerce, l’application peut s’appeler «\u00a0${app}\u00a0».`,
  goOn: 'Continuer vers BigCommerce',
  willOpen: 'Une fenêtre de BigCommerce s’ouvre.',
  byInstall: 'Ou commencez chez BigCommerce',
  byInstallText:
    'Vous n’avez alors rien à saisir\u00a0: choisissez-y votre boutique et installez l’application. Vous revenez ici à la fin.',
  install: 'Commencer chez BigCommerce',
  otherWay: 'Utiliser plutôt un compte API',
  giveUp: 'Arrêter et signaler l’échec',
  opening: { title: 'Ouverture de BigCommerce', text: 'Un instant.' },
  going: {
    title: 'En route vers BigCommerce',
    text: 'Vous allez chez BigCommerce, où vous pourrez accepter.',
    link: 'Continuer vers BigCommerce',
  },
  returned: {
    title: 'De retour de BigCommerce',
    text: 'Vous pouvez fermer cette fenêtre\u00a0: la page qui l’a ouverte continue.',
    link: 'Continuer dans cette fenêtre',
  },
  panel: {
    waiting: {
      title: 'En attente de BigCommerce',
      text: 'Acceptez dans la fenêtre qui s’est ouverte. Cette page continue d’elle-même quand vous avez terminé.',
    },
    exchanging: {
      title: 'Presque terminé',
      text: 'BigCommerce a répondu. La connexion de votre boutique est en cours.',
    },
    blocked: {
      title: 'La fenêtre a été bloquée',
      text: 'Votre navigateur n’a pas laissé s’ouvrir une nouvelle fenêtre. Vous pouvez continuer dans cet onglet.',
    },
    closed: {
      title: 'La fenêtre a-t-elle été fermée\u00a0?',
      text: 'BigCommerce ne nous a pas encore répondu. Si sa fenêtre est encore ouverte, continuez-y\u00a0: cette page reste à l’écoute. Sinon, ouvrez-la de nouveau.',
    },
    lost: {
      title: 'Nous n’avons pas pu être joints',
      text: 'Rien n’a été connecté. Vérifiez votre connexion à Internet, puis réessayez.',
    },
    again: 'Réessayer',
    here: 'Continuer dans cet onglet',
    reopen: 'Ouvrir de nouveau la fenêtre',
  },
  confirm: {
    title: 'Est-ce votre boutique\u00a0?',
    installed: (store) => `BigCommerce vient d’installer l’application dans ${store}.`,
    question: (store, company) => `Voulez-vous connecter ${store} pour ${company}\u00a0?`,
    yes: 'Oui, connecter cette boutique',
    no: 'Non, une autre boutique',
  },
  failed,
  failedOtherwise: {
    title: 'Une erreur est survenue',
    happened: `L’opération n’a pas pu être terminée. ${nothing}`,
    todo: again,
  },
};
