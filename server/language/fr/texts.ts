/** French texts. */

import type { Texts } from '../en/texts.ts';
import { apiKeys } from './api-keys.ts';
import { authorize } from './authorize.ts';
import { callbacks } from './callbacks.ts';
import { companies } from './companies.ts';
import { connectionForms } from './connection-forms.ts';
import { connections } from './connections.ts';
import { consoleFailures } from './console-failures.ts';
import { events } from './events.ts';
import { frenchFailures } from './failures.ts';
import { iclients } from './iclients.ts';
import { link } from './link.ts';
import { picker } from './picker.ts';
import { scopePicker } from './scope-picker.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { signIn } from './sign-in.ts';
import { users } from './users.ts';
import { visitorFailures } from './visitor-failures.ts';

export const fr: Texts = {
  embedded: {
    title: (app, store) => `${app} sur ${store}`,
    notices: {
      installed: {
        title: 'L’application est installée',
        text: 'Votre boutique est connectée. Vous pouvez rouvrir l’application à tout moment depuis Applications.',
      },
      reinstalled: {
        title: 'L’application est de nouveau installée',
        text: 'Votre boutique est de nouveau connectée, avec la même connexion qu’auparavant.',
      },
    },
    connection: {
      heading: 'Connexion',
      statuses: {
        pending: {
          label: 'Pas encore autorisée',
          sentence: 'Personne n’a encore autorisé l’application à accéder à votre boutique.',
          todo: 'Ouvrez l’application depuis Applications et acceptez ce qu’elle demande.',
        },
        connected: {
          label: 'Connectée',
          sentence: 'L’application a été autorisée à accéder à votre boutique.',
          todo: undefined,
        },
        needs_reauthorization: {
          label: 'À autoriser de nouveau',
          sentence: 'L’autorisation donnée à cette application ne fonctionne plus.',
          todo: 'Dans Applications > Mes applications, ouvrez l’application et acceptez de nouveau. Si BigCommerce ne vous le demande pas, désinstallez l’application puis réinstallez-la.',
        },
        disconnected: {
          label: 'Déconnectée',
          sentence:
            'Quelqu’un a demandé de déconnecter l’application. Elle n’a plus accès à votre boutique.',
          todo: 'Pour l’utiliser de nouveau, désinstallez-la dans Applications > Mes applications puis réinstallez-la. Si vous n’en avez plus besoin, il suffit de la désinstaller.',
        },
        uninstalled: {
          label: 'Désinstallée',
          sentence: 'L’application a été désinstallée. Elle n’a plus accès à votre boutique.',
          todo: 'Pour l’utiliser de nouveau, installez-la depuis Applications.',
        },
      },
      partlyAllowed: {
        label: 'Autorisations manquantes',
        sentence: 'L’application a été autorisée à accéder à votre boutique.',
      },
    },
    details: {
      heading: 'Détails',
      storeHash: 'Identifiant de la boutique (pour le support)',
      connectionName: 'Nom de la connexion',
      installed: 'Installée le',
      installedBy: 'Installée par',
      unknown: 'Inconnu',
    },
    permissions: {
      heading: 'Ce que l’application peut faire',
      connected: 'La personne qui a installé l’application a donné ces autorisations.',
      notConnected: 'Ces autorisations ont été données lors de la dernière installation.',
      none: 'L’application n’a aucune autorisation dans votre boutique.',
    },
    notGranted: {
      titles: {
        installed: 'Installée, mais sans ces autorisations',
        reinstalled: 'De nouveau installée, mais sans ces autorisations',
        later: 'Il manque ces autorisations à l’application',
      },
      technical: (count) =>
        count === 1 ? 'Une autorisation technique' : `${count} autorisations techniques`,
      todo: 'Demandez au développeur de l’application de les y ajouter. D’ici là, une partie de l’application risque de ne pas fonctionner.',
      developer: {
        summary: 'Pour le développeur',
        text: 'BigCommerce accorde les autorisations (scopes) pour lesquelles l’application est enregistrée. Ajoutez celles-ci à l’application dans le portail développeur, puis faites-la réinstaller\u00a0:',
      },
    },
    users: {
      heading: 'Qui a utilisé l’application',
      none: 'Personne n’a encore ouvert l’application.',
      email: 'Adresse e-mail',
      owner: 'Propriétaire',
      firstSeen: 'Première ouverture',
      lastSeen: 'Dernière ouverture',
    },
    remove: {
      heading: 'Retirer l’application',
      steps: [
        'Dans BigCommerce, allez dans Applications > Mes applications.',
        'Trouvez cette application et choisissez Désinstaller.',
        'Confirmez.',
      ],
      afterwards:
        'Son accès à votre boutique est aussitôt supprimé, et toutes les personnes qui l’ont ouverte sont déconnectées. Vos produits, vos commandes et vos clients ne changent pas.',
    },
  },
  signedOut: {
    title: 'Votre session est fermée',
    happened: 'Vous avez quitté BigCommerce, et cette application s’est donc fermée aussi.',
    todo: 'Connectez-vous à BigCommerce et ouvrez l’application depuis Applications.',
  },
  notSignedOut: {
    title: 'Votre session est peut-être encore ouverte',
    happened: 'La fermeture de votre session n’a pas pu être confirmée.',
    todo: 'Fermez cette fenêtre.',
  },
  failure: {
    todoHeading: 'Que faire',
    sendAgainHint:
      'Ce que vous avez saisi a été gardé, sauf les mots de passe, jetons et secrets\u00a0: le formulaire les redemande.',
    sendAgain: 'Envoyer de nouveau',
    reference: 'Référence\u00a0:',
    referenceHint: 'Donnez cette référence si vous demandez de l’aide.',
    developer: 'Pour le développeur',
    withoutFilters: 'Ouvrir la liste sans filtres',
  },
  failures: frenchFailures,
  consoleFailures,
  visitorFailures,
  shell,
  signIn,
  users,
  apiKeys,
  iclients,
  callbacks,
  scopePicker,
  connections,
  connectionForms,
  companies,
  settings,
  authorize,
  picker,
  link,
  events,
};
