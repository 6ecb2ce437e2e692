/** What went wrong and what to do about it, in French, for store owners and their colleagues. */
import type { FailureTexts } from '../en/failures.ts';
import { apiFailures } from './api.ts';
import { pickerFailures } from './picker.ts';
import { proxyFailures } from './proxy.ts';

const ifItHappensAgain =
  'Si cela se reproduit, donnez la référence au développeur de l’application.';
const installAgain = `Revenez à la page Applications de BigCommerce et installez de nouveau l’application. ${ifItHappensAgain}`;
const openAgain = `Ouvrez de nouveau l’application depuis la page Applications de BigCommerce. ${ifItHappensAgain}`;
const waitThenInstall =
  'Attendez une minute, puis installez de nouveau l’application depuis la page Applications de BigCommerce.';
const openFromPanel =
  'Ouvrez l’application depuis la page Applications de votre panneau de configuration BigCommerce.';
const ifShownAsInstalled =
  'Si elle y figure comme installée, désinstallez-la d’abord, puis installez-la de nouveau.';

export const frenchFailures: FailureTexts = {
  callback_without_code: {
    title: 'Cette adresse est réservée à BigCommerce',
    happened:
      'BigCommerce y envoie les personnes qui installent l’application. Elle a été ouverte directement, il n’y avait donc rien à installer.',
    todo: 'Installez l’application depuis la page Applications de votre panneau de configuration BigCommerce.',
  },
  parameter_invalid: (parameter) => ({
    title: 'Ce lien n’est pas valide',
    happened:
      'Une partie de l’adresse manque ou n’est pas celle que nous attendons. Rien n’a été modifié.',
    todo: `Ne saisissez pas et ne modifiez pas l’adresse, mais recommencez depuis la page Applications de BigCommerce. ${ifItHappensAgain}`,
    ...(parameter === undefined
      ? {}
      : {
          developer: `Le paramètre «\u00a0${parameter}\u00a0» est absent, répété ou mal formé.`,
        }),
  }),
  consent_denied: {
    title: 'L’application n’a pas été installée',
    happened:
      'Les autorisations demandées par l’application n’ont pas été acceptées. Rien n’a été enregistré.',
    todo: 'Si vous changez d’avis, installez l’application depuis la page Applications de BigCommerce et acceptez ses autorisations.',
  },
  authorization_failed: {
    title: 'BigCommerce n’a pas permis l’installation',
    happened:
      'L’installation s’est arrêtée avant que l’accès soit accordé. Rien n’a été enregistré.',
    todo: installAgain,
  },
  state_unknown: {
    title: 'Cette installation a commencé ailleurs',
    happened:
      'Elle n’a pas commencé dans ce navigateur, ou elle a commencé il y a trop longtemps. Pour protéger votre boutique, nous n’avons pas continué.',
    todo: 'Recommencez depuis la page Applications de BigCommerce, et restez dans le même navigateur jusqu’à la fin.',
  },
  starter_gone: {
    title: 'La session de la personne qui a commencé est terminée',
    happened:
      'La personne qui a commencé l’autorisation a été déconnectée partout ou supprimée, ou son mot de passe ou son rôle a changé. Aucun nouvel accès n’a été enregistré.',
    todo: 'Connectez-vous à la console, puis recommencez à partir de la connexion.',
  },
  disconnected_meanwhile: {
    title: 'La connexion a été déconnectée entre-temps',
    happened:
      'Quelqu’un l’a déconnectée après le début de cette autorisation. Aucun nouvel accès n’a été enregistré.',
    todo: 'Si la boutique doit être connectée, recommencez à partir de la connexion.',
  },
  other_browser: {
    title: 'L’opération a commencé dans un autre navigateur',
    happened:
      'Seul le navigateur dans lequel la connexion de la boutique a commencé peut la terminer. Pour protéger votre boutique, nous nous sommes arrêtés là et rien n’a été modifié.',
    todo: 'Recommencez et restez dans le même navigateur jusqu’à la fin.',
  },
  store_mismatch: {
    title: 'BigCommerce a répondu pour une autre boutique',
    happened:
      'La boutique choisie chez BigCommerce n’est pas celle qu’il faut connecter. Rien n’a été modifié.',
    todo: 'Recommencez en vous connectant à BigCommerce avec un compte de la bonne boutique.',
  },
  authorization_expired: {
    title: 'Le délai est dépassé',
    happened: 'Une autorisation doit être terminée en dix minutes. Rien n’a été modifié.',
    todo: 'Recommencez.',
  },
  redirect_uri_refused: {
    title: 'Cette URL de rappel ne peut pas être utilisée',
    happened: 'Elle ne fait pas partie des URL de rappel de l’iClient. Rien n’a été modifié.',
    todo: 'Revenez en arrière et choisissez-en une dans la liste, ou demandez à un administrateur de l’ajouter à l’iClient.',
  },
  code_refused: {
    title: 'BigCommerce n’a pas accepté l’installation',
    happened:
      'Elle a peut-être duré trop longtemps, ou sa page a été ouverte deux fois. Rien n’a été enregistré.',
    todo: installAgain,
    developer:
      'BigCommerce a refusé le code à usage unique, ou l’identifiant client ou le secret client de cette application.',
  },
  token_refused: {
    title: 'BigCommerce n’accepte pas ce jeton d’accès',
    happened:
      'Le jeton n’est plus valable, a été copié incomplètement ou n’est pas un jeton de BigCommerce. Rien n’a été modifié.',
    todo: 'Collez de nouveau le jeton, créez un nouveau compte API dans BigCommerce ou autorisez de nouveau l’application.',
    developer: 'BigCommerce a répondu 401 à un appel fait avec ce jeton.',
  },
  context_mismatch: {
    title: 'BigCommerce a répondu pour une autre boutique',
    happened:
      'L’installation concernait une boutique, et la réponse de BigCommerce une autre. Pour les protéger toutes les deux, rien n’a été enregistré.',
    todo: `Revenez à la page Applications de BigCommerce et installez de nouveau l’application. ${ifShownAsInstalled} ${ifItHappensAgain}`,
    developer: 'Le contexte du rappel (callback) n’est pas celui de la réponse avec le jeton.',
  },
  install_interrupted: {
    title: 'L’installation a été interrompue',
    happened: 'Une première tentative s’est arrêtée en chemin et ne peut pas être reprise.',
    todo: 'Revenez à la page Applications de BigCommerce et installez de nouveau l’application. C’est sans risque, même si elle semble installée.',
  },
  bigcommerce_unreachable: {
    title: 'BigCommerce ne répond pas',
    happened: 'BigCommerce est injoignable. Rien n’a été enregistré.',
    todo: waitThenInstall,
  },
  bigcommerce_bad_response: {
    title: 'BigCommerce a eu un problème',
    happened:
      'BigCommerce n’a pas pu répondre, ou a envoyé une réponse que nous n’avons pas comprise. Rien n’a été enregistré.',
    todo: `${waitThenInstall} ${ifShownAsInstalled} ${ifItHappensAgain}`,
  },
  bigcommerce_timeout: {
    title: 'BigCommerce a mis trop de temps à répondre',
    happened: 'Nous avons attendu BigCommerce, puis abandonné. Rien n’a été enregistré.',
    todo: `${waitThenInstall} ${ifShownAsInstalled}`,
  },
  payload_missing: {
    title: 'Cette adresse est réservée à BigCommerce',
    happened:
      'En ouvrant l’application, BigCommerce nous dit qui vous êtes. Cette fois, il ne l’a pas fait, sans doute parce que l’adresse a été ouverte directement.',
    todo: openFromPanel,
  },
  payload_invalid: {
    title: 'Nous n’avons pas pu savoir qui vous êtes',
    happened: 'Ce que BigCommerce nous a dit de vous n’a pas pu être vérifié.',
    todo: openAgain,
    developer:
      'Le contenu signé est peut-être destiné à une autre application, ou le secret client configuré ici n’est pas celui de l’application.',
  },
  payload_expired: {
    title: 'Ce lien n’est pas valide en ce moment',
    happened:
      'Il est trop ancien, ou les horloges de BigCommerce et de ce service ne sont pas d’accord.',
    todo: 'Ouvrez de nouveau l’application depuis la page Applications de BigCommerce. Si cela se reproduit, signalez au développeur de l’application que les horloges ne sont peut-être pas d’accord, et donnez-lui la référence.',
  },
  app_not_installed: {
    title: 'L’application n’est pas installée sur cette boutique',
    happened: 'Elle n’y a jamais été installée, ou elle a été désinstallée.',
    todo: `Installez-la depuis la page Applications de BigCommerce. ${ifShownAsInstalled} Si vous ne pouvez pas installer d’applications, adressez-vous au propriétaire de la boutique.`,
  },
  user_removed: {
    title: 'Vous n’avez plus accès à cette application',
    happened: 'Votre accès a été retiré dans BigCommerce.',
    todo: 'Si vous en avez besoin, demandez au propriétaire de la boutique de vous redonner accès.',
  },
  session_ended: {
    title: 'Vous n’êtes pas connecté à cette application',
    happened:
      'Soit votre session a expiré, soit votre accès a été retiré, soit l’application a été désinstallée, soit ce navigateur ne l’a pas encore ouverte.',
    todo: 'Ouvrez l’application depuis la page Applications de BigCommerce. Si cela se répète, autorisez les cookies tiers pour ce site, ou utilisez un autre navigateur.',
  },
  origin_refused: {
    title: 'Cette demande vient d’ailleurs',
    happened: 'Elle ne vient pas d’une page de cette application. Rien n’a donc été modifié.',
    todo: openAgain,
  },
  iclient_unknown: {
    title: 'Cet iClient n’existe pas',
    happened: 'L’adresse désigne un iClient supprimé, ou qui n’a jamais existé.',
    todo: 'Choisissez-en un dans la liste des iClients.',
  },
  iclient_in_use: {
    title: 'Cet iClient est encore utilisé',
    happened: 'Des connexions l’utilisent\u00a0: il n’a pas été supprimé.',
    todo: 'Supprimez d’abord ces connexions. La page de l’iClient les nomme.',
  },
  iclient_from_environment: {
    title: 'Cet iClient est décrit par l’environnement',
    happened:
      'Son nom, son identifiant client, son secret client et ses autorisations viennent de la configuration du service\u00a0: rien n’a été modifié ici.',
    todo: 'Modifiez BIGCOMMERCE_CLIENT_ID et les variables voisines dans la configuration, puis redémarrez le service.',
  },
  client_id_taken: {
    title: 'Un autre iClient a cet identifiant client',
    happened: 'Les identifiants client sont uniques. Rien n’a été modifié.',
    todo: 'Utilisez l’iClient qui l’a déjà, ou donnez un autre identifiant client.',
  },
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
  sign_in_needed: {
    title: 'Vous n’êtes pas connecté',
    happened:
      'Vous avez été déconnecté, ou vous étiez absent depuis longtemps. Rien n’a été modifié.',
    todo: 'Connectez-vous, puis recommencez.',
  },
  role_missing: (role) => ({
    title: 'Votre rôle ne le permet pas',
    happened: `Il faut le rôle ${role === 'builder' ? 'Intégrateur ou Administrateur' : 'Administrateur'}. Rien n’a été modifié.`,
    todo: 'Demandez à un administrateur de cette console de le faire, ou de vous donner ce rôle.',
  }),
  form_refused: {
    title: 'Ce formulaire n’est plus valable',
    happened:
      'Il a été ouvert avant votre connexion ou déconnexion, ou il ne vient pas de cette console. Rien n’a été modifié.',
    todo: 'Revenez en arrière, rechargez la page et envoyez de nouveau le formulaire.',
    developer:
      'L’en-tête Origin et le jeton du formulaire doivent être les nôtres. PUBLIC_URL doit être l’adresse vue dans le navigateur.',
  },
  too_many_attempts: (header) =>
    header === 'Authorization'
      ? {
          title: 'Trop de clés d’API incorrectes',
          happened:
            'Votre adresse en a envoyé tant qu’elle doit attendre. Les clés valables restent acceptées.',
          todo: 'Regardez quelle clé votre programme envoie\u00a0: elle a peut-être été révoquée.',
        }
      : {
          title: 'Trop de tentatives',
          happened:
            'Le mot de passe était trop souvent faux\u00a0; il n’est plus vérifié pour un moment.',
          todo: 'Attendez 15 minutes et réessayez. Si vous avez oublié votre mot de passe, demandez de l’aide à un administrateur.',
        },
  link_invalid: {
    title: 'Ce lien ne fonctionne plus',
    happened: 'Il a déjà été utilisé, il est trop ancien, ou il en manque une partie.',
    todo: 'Si vous l’avez utilisé, connectez-vous. Sinon, demandez un nouveau lien.',
  },
  last_admin: {
    title: 'C’est le seul administrateur',
    happened:
      'Sans administrateur, personne ne pourrait inviter ni modifier des utilisateurs. Rien n’a été modifié.',
    todo: 'Nommez d’abord un autre administrateur.',
  },
  user_exists: {
    title: 'Cette adresse e-mail a déjà un utilisateur',
    happened: 'Chaque adresse ne peut avoir qu’un utilisateur. Rien n’a été modifié.',
    todo: 'Cette personne peut se connecter\u00a0; son rôle se change dans la liste des utilisateurs.',
  },
  user_unknown: {
    title: 'Cet utilisateur n’existe pas',
    happened: 'Il a peut-être été supprimé entre-temps.',
    todo: 'Regardez la liste des utilisateurs.',
  },
  api_key_unknown: {
    title: 'Cette clé d’API n’existe pas',
    happened: 'Elle a peut-être été révoquée entre-temps.',
    todo: 'Regardez la liste des clés d’API.',
  },
  api_key_made_before: {
    title: 'Ce formulaire a déjà été envoyé',
    happened: 'Il a déjà créé une clé d’API\u00a0; aucune autre n’a donc été créée.',
    todo: 'Si personne n’a copié cette clé, révoquez-la et créez-en une autre.',
  },
  api_key_invalid: {
    title: 'Il faut une clé d’API valable',
    happened: 'Aucune clé d’API n’a été envoyée, ou celle qui l’a été est inconnue ou révoquée.',
    todo: 'Envoyez une clé qu’un administrateur a créée dans la console, sous Clés d’API.',
    developer: 'L’en-tête est «\u00a0Authorization: Bearer bcc_…\u00a0».',
  },
  permission_missing: (permission) => ({
    title: 'La clé d’API ne le permet pas',
    happened:
      permission === undefined
        ? 'Il lui manque une permission. Rien n’a été modifié.'
        : `Il lui manque la permission ${permission}. Rien n’a été modifié.`,
    todo: 'Demandez à un administrateur une clé qui l’a.',
  }),
  app_unknown: {
    title: 'Nous ne connaissons pas cette application',
    happened: 'L’adresse désigne une application qui n’est pas configurée ici.',
    todo: `Ouvrez ou installez l’application depuis la page Applications de BigCommerce. ${ifItHappensAgain}`,
    developer:
      'Les URL de rappel (callback) de l’application sont peut-être fausses dans le portail développeur.',
  },
  page_not_found: {
    title: 'Cette page n’existe pas',
    happened: 'L’adresse est peut-être mal saisie, ou la page a été déplacée.',
    todo: openFromPanel,
  },
  method_not_allowed: {
    title: 'Cela ne fonctionne pas ici',
    happened: 'Cette adresse n’accepte pas ce type de requête. Rien n’a été modifié.',
    todo: openFromPanel,
  },
  ...apiFailures,
  ...pickerFailures,
  ...proxyFailures,
  slots_busy: {
    title: 'Trop d’appels simultanés de cette connexion',
    happened:
      'La connexion fait déjà autant d’appels simultanés qu’elle le peut, et aucun ne s’est terminé à temps. Cet appel n’a pas été envoyé.',
    todo: 'Renvoyez-le après le nombre de secondes qu’indique Retry-After, ou attendez plus longtemps avec X-Connector-Max-Wait.',
  },
  storage_unavailable: {
    title: 'L’application est momentanément indisponible',
    happened:
      'Elle ne peut pas lire ses données en ce moment. Rien de ce qui était déjà enregistré n’est perdu.',
    todo: `Attendez une minute et ouvrez de nouveau l’application depuis la page Applications de BigCommerce. Si vous étiez en train de l’installer, recommencez l’installation. ${ifShownAsInstalled}`,
    developer: 'Redis ne répond pas, ou n’accepte pas de modifications.',
  },
  internal_error: {
    title: 'Un problème est survenu de notre côté',
    happened: 'C’est notre faute, pas la vôtre.',
    todo: `Attendez une minute et recommencez depuis la page Applications de BigCommerce. ${ifItHappensAgain}`,
  },
};
