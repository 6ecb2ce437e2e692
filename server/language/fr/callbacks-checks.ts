import type {
  checks as english,
  callbackCheckFailures as englishFailures,
} from '../en/callbacks-checks.ts';

const cannotTell = 'Impossible de le dire tant que ce qui échoue à cette adresse n’est pas réparé.';
export const proxyMustHandOn =
  'Faites en sorte que ce qui se trouve devant le service transmette requêtes et réponses telles quelles.';

export const checks: typeof english = {
  heading: 'Vérification des URL de rappel',
  when: 'L’application charge sans fin et rien ne se passe\u00a0? Commencez ici\u00a0: l’adresse est peut-être fausse, injoignable, ou bloquée dans le panneau de configuration.',
  text: 'Envoie une requête à chaque URL de rappel et à chaque autre adresse admise, et regarde si elle arrive ici telle qu’elle est partie.',
  start: 'Vérifier les URL de rappel',
  again: 'Vérifier de nouveau',
  latest: 'Dernières vérifications',
  open: 'Ouvrir le résultat',
  underWay: 'La vérification est en cours',
  underWayText:
    'Elle prend quelques secondes, et jusqu’à une demi-minute si des adresses ne répondent pas.',
  reload: 'Recharger la page',
  finished: (when: string) => `Vérifié le ${when}`,
  fromWhitelist: 'Autre adresse admise',
  waiting: 'Pas encore vérifiée',
  againAt: (when: string) =>
    `Quinze secondes au moins séparent les vérifications\u00a0: la prochaine à partir de ${when} UTC.`,
  verdicts: { ok: 'Correct', warning: 'À surveiller', failed: 'Échec', not_run: 'Non effectué' },
  summary: {
    ok: {
      heading: 'Toutes les URL de rappel sont correctes',
      text: 'Nos requêtes sont revenues telles qu’elles étaient parties.',
    },
    warning: {
      heading: 'Les URL de rappel fonctionnent, avec des réserves',
      text: 'Lisez les réserves plus bas\u00a0: certains rappels pourraient ne pas arriver.',
    },
    arriving: {
      heading: 'Tous les rappels arrivent, avec des réserves',
      text: 'Lisez les réserves plus bas\u00a0: elles disent ce qui peut tout de même mal se passer, ou plus tard.',
    },
    failed: {
      heading: 'Les rappels ne peuvent pas arriver ainsi',
      text: 'Ce qui a échoué est indiqué plus bas, avec ce qu’il faut faire.',
    },
    unfinished: {
      heading: 'La vérification n’est pas allée à son terme',
      text: 'Vérifiez de nouveau. Ce qui a été trouvé avant l’interruption est indiqué plus bas.',
    },
    entries: {
      heading: 'Les URL de rappel fonctionnent, mais pas toutes les autres adresses admises',
      text: (urls: string) =>
        `Aucune des adresses de l’application elle-même n’a échoué. Celles-ci, oui\u00a0: ${urls}`,
    },
  },
  names: {
    well_formed: 'Forme de l’adresse',
    https: 'En https',
    public_name: 'Adresse publique',
    dns: 'Nom d’hôte',
    certificate: 'Certificat',
    redirect_uri: 'URI de redirection',
    round_trip: 'Aller-retour',
    frame: 'Affichage dans le panneau de configuration',
    cookie: 'Session dans le panneau de configuration',
  },
  reasons: {
    well_formed: () => 'C’est une adresse complète.',
    malformed: () => 'Ce n’est pas une adresse complète qui puisse être une URL de rappel.',
    other_spelling: (spelled: string) =>
      `Les navigateurs et BigCommerce l’écrivent autrement, ${spelled}\u00a0: elle n’est donc jamais égale à ce qui est enregistré.`,
    is_https: () => 'Elle est en https.',
    http_on_this_machine: () => 'Elle est en http, ce qui n’est possible que sur cette machine.',
    not_https: () => 'Elle est en http.',
    public_address: (addresses: string) =>
      `Elle se trouve à une adresse publique\u00a0: ${addresses}.`,
    this_machine_for_browsers: () =>
      'Elle est sur cette machine\u00a0: les rappels arrivent tant que le navigateur tourne sur la même machine.',
    this_machine_for_servers: () =>
      'Elle est sur cette machine\u00a0: les serveurs de BigCommerce, qui envoient ce rappel, ne peuvent pas l’atteindre.',
    private_from_here: (addresses: string) =>
      `Vue d’ici, elle se trouve à une adresse privée\u00a0: ${addresses}. Les serveurs de BigCommerce ne peuvent pas l’atteindre.`,
    private_address: (addresses: string) =>
      `Elle se trouve à une adresse privée, ou sur la machine de ce service\u00a0: ${addresses}. Rien n’y a été envoyé.`,
    address_forbidden: (addresses: string) =>
      `Elle mène à une adresse où rien ne doit être envoyé\u00a0: ${addresses}. Rien de public ne peut s’y trouver, ou l’exploitant l’interdit.`,
    resolved: (addresses: string) => `Le nom mène à ${addresses}.`,
    is_an_address: () => 'C’est une adresse IP\u00a0: il n’y a pas de nom à chercher.',
    name_unknown: (host: string) => `Personne ne connaît l’hôte ${host}.`,
    tunnel_unknown: (host: string) =>
      `Personne ne connaît l’hôte ${host}\u00a0: ce tunnel n’existe plus.`,
    lookup_failed: (host: string) => `Les serveurs de noms n’ont pas répondu pour ${host}.`,
    certificate_valid: (until: string) => `Il est valide, jusqu’au ${until}.`,
    certificate_ends_soon: (until: string) => `Il est valide, mais il expire bientôt, le ${until}.`,
    certificate_expired: (since: string) => `Il a expiré le ${since}.`,
    certificate_not_yet_valid: () => 'Il n’est pas encore valide.',
    certificate_self_signed: () =>
      'Il est autosigné, ou signé par une autorité que personne ne reconnaît.',
    certificate_other_name: () => 'C’est celui d’un autre hôte.',
    certificate_chain_incomplete: () =>
      'Le serveur n’envoie pas les certificats entre le sien et une autorité reconnue.',
    certificate_untrusted: () => 'Les navigateurs ne lui font pas confiance.',
    tls_failed: () => 'Aucune connexion chiffrée n’a pu être établie.',
    sent_as_it_is: () =>
      'Les installations qui commencent chez BigCommerce envoient exactement cette adresse comme redirect_uri. Ce qui est enregistré dans le portail développeur n’est pas visible d’ici\u00a0: comparez-le là-bas, caractère par caractère.',
    sent_when_chosen: (own: string) =>
      `Elle est envoyée comme redirect_uri, caractère par caractère, par les autorisations qui la choisissent. Les installations qui commencent chez BigCommerce envoient ${own}, où qu’elles arrivent\u00a0: enregistrez donc aussi celle-là.`,
    came_back: () => 'Notre requête est revenue telle qu’elle était partie.',
    came_back_by_proxy: (headers: string) =>
      `Notre requête est revenue telle qu’elle était partie, en passant par un proxy ou un tunnel (${headers}).`,
    came_back_for_other_host: (host: string) =>
      `Notre requête est revenue. En chemin, quelque chose demande l’hôte ${host} à la place, ce qui est sans effet\u00a0: toutes les adresses viennent de PUBLIC_URL.`,
    connection_refused: () => 'Rien n’écoute à cette adresse.',
    unreachable: () => 'Aucun réseau ne mène à cette adresse.',
    timed_out: () => 'Il n’y a pas eu de réponse en cinq secondes.',
    connection_cut: () => 'La connexion a été fermée avant toute réponse.',
    not_http: () => 'Ce qui a répondu ne parle pas HTTP.',
    redirected: (where: string) =>
      `Elle est redirigée vers ${where}. Les navigateurs suivent\u00a0; les serveurs de BigCommerce peut-être pas.`,
    redirect_loses_query: (where: string) =>
      `Elle est redirigée vers ${where} sans ses paramètres\u00a0: le code ou la charge signée sont perdus.`,
    answered_elsewhere: (status: string) =>
      `Autre chose a répondu, avec le statut ${status}\u00a0: notre requête n’est pas arrivée ici.`,
    tunnel_gone: () => 'Le tunnel répond, mais ne mène plus ici.',
    tunnel_page_first: () =>
      'Le tunnel montre aux navigateurs une page à lui avant de les laisser passer.',
    other_path: (path: string) => `Notre requête est arrivée à un autre chemin\u00a0: ${path}.`,
    query_and_headers_lost: () =>
      'Notre requête est arrivée ici, mais sans ses paramètres ni ses en-têtes\u00a0; le code et la charge signée seraient perdus, eux aussi.',
    query_lost: () =>
      'Notre requête est arrivée sans ses paramètres\u00a0; le code et la charge signée seraient perdus, eux aussi.',
    query_changed: () => 'Notre requête est arrivée avec d’autres paramètres qu’au départ.',
    query_written_differently: () =>
      'Notre requête est arrivée avec des paramètres écrits autrement (par exemple + au lieu de %20), mais de même sens. Ce service lit les deux\u00a0; un programme qui compare le texte tel quel, non.',
    answer_replaced: (status: string) =>
      `Notre requête est arrivée. Au retour, sa réponse a été remplacée par une autre, de statut ${status}.`,
    body_rewritten: () =>
      'Notre requête est arrivée. Au retour, la page reçue a été réécrite (minifiée ou complétée)\u00a0: les rappels fonctionnent, mais les scripts ajoutés ne s’exécutent pas, et les pages peuvent mal s’afficher.',
    may_be_framed: () => 'Le panneau de configuration peut l’afficher.',
    frame_options_added: (value: string) =>
      `Le panneau de configuration peut l’afficher. «\u00a0X-Frame-Options ${value}\u00a0» a été ajouté en chemin\u00a0: les navigateurs actuels suivent plutôt frame-ancestors, les très anciens laissent le cadre vide.`,
    frame_refused: (what: string) =>
      `Le panneau de configuration ne peut pas l’afficher (${what}).`,
    frame_policy_lost: () =>
      'Le panneau de configuration peut l’afficher, et n’importe quel autre site aussi\u00a0: Content-Security-Policy a été retiré en chemin.',
    cookie_kept: () => 'Son cookie arrive tel qu’il a été posé.',
    cookie_changed: (attributes: string) =>
      `Son cookie a perdu ce qu’il lui faut dans le panneau de configuration\u00a0: ${attributes}.`,
    cookie_lost: () => 'Son cookie a été retiré en chemin.',
    no_tls: () => 'Il n’y en a pas sans https.',
    needs_earlier: () => cannotTell,
  },
  todos: {
    http_on_this_machine:
      'Pour des essais sur une seule machine, cela suffit. Pour les boutiques des autres, donnez à PUBLIC_URL une adresse en https.',
    malformed:
      'Donnez une adresse absolue qui se termine par le chemin de l’URL de rappel «\u00a0auth\u00a0» de l’iClient.',
    private_from_here:
      'Si le nom mène ailleurs à une adresse publique, tout va bien. Sinon, rendez le service accessible depuis Internet.',
    private_address:
      'Rendez-la accessible depuis Internet. Si elle doit tout de même être vérifiée d’ici, faites ajouter son hôte à CALLBACK_CHECK_HOSTS.',
    address_forbidden:
      'Corrigez l’enregistrement DNS de cet hôte. Ce que l’exploitant interdit figure dans CALLBACK_CHECK_FORBIDDEN.',
    name_unknown:
      'Vérifiez l’orthographe. Un tunnel doit être en marche\u00a0; un nouvel enregistrement DNS met un moment à être connu.',
    lookup_failed:
      'Réessayez dans une minute. Si cela persiste, voyez les serveurs de noms du domaine.',
    certificate_ends_soon: 'Renouvelez-le, et veillez à ce qu’il se renouvelle tout seul.',
    certificate_expired: 'Renouvelez-le, et veillez à ce qu’il se renouvelle tout seul.',
    certificate_not_yet_valid: 'Mettez les horloges à l’heure, ou attendez qu’il soit valide.',
    certificate_self_signed: 'Obtenez-en un auprès d’une autorité publique, comme Let’s Encrypt.',
    certificate_other_name: 'Obtenez-en un qui nomme cet hôte.',
    certificate_chain_incomplete: 'Faites envoyer la chaîne complète par le serveur.',
    certificate_untrusted: 'Obtenez-en un auprès d’une autorité publique, comme Let’s Encrypt.',
    tls_failed: 'Veillez à ce que ce port accepte TLS 1.2 ou plus récent.',
    connection_refused: 'Démarrez le service, le tunnel ou le proxy qui devrait y écouter.',
    unreachable: 'Corrigez l’enregistrement DNS ou le réseau de cet hôte.',
    timed_out:
      'Faites laisser passer ces requêtes par le pare-feu, et veillez à ce que le service réponde.',
    connection_cut: 'Regardez le journal du tunnel ou du proxy.',
    not_http: 'Vérifiez l’hôte et le port.',
    redirected: 'Enregistrez l’adresse à laquelle mène la redirection.',
    redirect_loses_query:
      'Enregistrez l’adresse à laquelle mène la redirection, ou faites-lui garder les paramètres.',
    answered_elsewhere:
      'Faites en sorte que cet hôte mène à ce service, ou retirez l’adresse du portail développeur et des autres adresses admises.',
    tunnel_page_first: 'Prenez une formule ou un tunnel sans cette page.',
    other_path: 'Faites en sorte que ce qui se trouve devant le service ne touche pas au chemin.',
    query_and_headers_lost:
      'Faites en sorte que ce qui se trouve devant le service garde les paramètres et transmette les en-têtes tels quels.',
    query_lost: 'Faites en sorte que ce qui se trouve devant le service garde les paramètres.',
    query_changed:
      'Faites en sorte que ce qui se trouve devant le service ne touche pas aux paramètres.',
    query_written_differently: proxyMustHandOn,
    answer_replaced: proxyMustHandOn,
    body_rewritten: proxyMustHandOn,
    frame_options_added: 'Empêchez ce qui se trouve devant le service d’ajouter X-Frame-Options.',
    frame_policy_lost: proxyMustHandOn,
  },
};

export const callbackCheckFailures: typeof englishFailures = {
  callback_check_too_soon: {
    title: 'Ces URL de rappel viennent d’être vérifiées',
    happened:
      'Quinze secondes au moins séparent deux vérifications des URL de rappel d’un iClient.',
    todo: 'Regardez le dernier résultat, ou attendez quelques secondes.',
  },
  callback_check_unknown: {
    title: 'Cette vérification n’existe pas',
    happened:
      'Les vérifications d’URL de rappel sont gardées une heure\u00a0; celle-ci n’est plus là, ou n’a jamais existé.',
    todo: 'Vérifiez de nouveau les URL de rappel.',
  },
};
