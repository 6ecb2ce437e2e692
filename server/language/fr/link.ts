import type { link as english } from '../en/link.ts';
import { linkApiAccount } from './link-api-account.ts';
import { linkApp } from './link-app.ts';
import { linkConsent } from './link-consent.ts';

export const link: typeof english = {
  skip: 'Aller au contenu de la page',
  steps: {
    label: 'Étapes',
    names: {
      access: 'Les accès',
      way: 'La méthode',
      connect: 'Votre boutique',
      done: 'Terminé',
    },
    behind: 'étape terminée',
  },
  help: 'Une question\u00a0?',
  terms: 'Conditions d’utilisation',
  privacy: 'Politique de confidentialité',
  leaveLink: 'Arrêter et quitter',
  consent: linkConsent,
  access: {
    agree: 'Accepter et continuer',
    agreed: 'Vous avez accepté.',
    goOn: 'Continuer',
  },
  way: {
    title: 'Comment voulez-vous connecter votre boutique\u00a0?',
    text: 'Les deux méthodes mènent au même résultat.',
    app: {
      title: 'Installer l’application',
      text: 'Vous acceptez dans BigCommerce, en un clic. C’est le plus rapide.',
    },
    apiAccount: {
      title: 'Utiliser un compte API',
      text: 'Vous créez un compte API dans votre panneau de configuration et vous transmettez ici son fichier. Nous vous montrons comment faire.',
    },
  },
  app: linkApp,
  apiAccount: linkApiAccount,
  done: {
    connected: {
      title: 'Votre boutique est connectée',
      text: (store, company) => `${store} est maintenant connectée pour ${company}.`,
    },
    cancelled: {
      title: 'Vous avez arrêté',
      text: 'Rien n’a été connecté.',
      todo: 'Si vous changez d’avis, ouvrez de nouveau le lien que vous avez reçu.',
    },
    failed: {
      title: 'Votre boutique n’a pas été connectée',
      text: 'Vous avez arrêté après un problème. Rien n’a été connecté.',
      todo: 'Pour réessayer, ouvrez de nouveau le lien que vous avez reçu.',
    },
    goBackTo: (product) => `Revenir à ${product}`,
    goBack: 'Revenir au site d’origine',
    close: 'Vous pouvez fermer cette fenêtre.',
  },
  leave: {
    title: 'Arrêter de connecter votre boutique\u00a0?',
    text: 'Votre boutique n’est pas encore connectée. Si vous arrêtez maintenant, il faudra reprendre depuis le début.',
    stop: 'Arrêter',
    goOn: 'Continuer la connexion',
  },
  failure: {
    ask: 'Pour obtenir de l’aide, contactez',
    askSender: 'Pour obtenir de l’aide, adressez-vous à la personne qui vous a envoyé le lien.',
    reference: 'Donnez alors cette référence\u00a0:',
  },
};
