/// What the rules that take lines away are about, by the second half of a rule's name.
extension Phrase {
  /// In words; nil for a rule that somebody named himself.
  package static func reason(_ rule: String) -> Phrase? {
    reasons[String(rule.split(separator: ".").last ?? "")]
  }

  private static let reasons: [String: Phrase] = [
    "advertisement": Phrase("Advertisement", "Publicité"),
    "aside": Phrase("Beside the story", "À côté de l’article"),
    "author": Phrase("About the author", "À propos de l’auteur"),
    "before-title": Phrase("Above the headline", "Au-dessus du titre"),
    "byline": Phrase("Author, once more", "Auteur, répété"),
    "caption": Phrase("Caption", "Légende"),
    "comments": Phrase("Comments", "Commentaires"),
    "correction": Phrase("Taken out by you", "Retiré par vous"),
    "credit": Phrase("Credit", "Crédit"),
    "date": Phrase("Date", "Date"),
    "dialog": Phrase("Dialogue box", "Boîte de dialogue"),
    "end": Phrase("Below the story’s end", "Après la fin de l’article"),
    "footer": Phrase("Foot of the page", "Pied de page"),
    "form": Phrase("Form", "Formulaire"),
    "fragment": Phrase("Fragment", "Fragment"),
    "front": Phrase("Above the story", "Au-dessus de l’article"),
    "furniture": Phrase("Page furniture", "Habillage de la page"),
    "head": Phrase("Head of the page", "En-tête de la page"),
    "inset": Phrase("Inside the story, not part of it", "Inséré dans l’article"),
    "link": Phrase("Nothing but a link", "Rien qu’un lien"),
    "links": Phrase("Addresses of links", "Adresses des liens"),
    "live": Phrase("Live ticker", "Direct"),
    "menu": Phrase("Menu", "Menu"),
    "newsletter": Phrase("Newsletter, subscription", "Lettre d’information, abonnement"),
    "outside": Phrase("Around the story", "Autour de l’article"),
    "own": Phrase("Your own rule", "Votre règle"),
    "partner": Phrase("Partner", "Partenaire"),
    "picture": Phrase("Picture", "Image"),
    "picture-count": Phrase("Picture count", "Compteur d’images"),
    "player": Phrase("Player, gallery", "Lecteur, galerie"),
    "related": Phrase("Other stories", "Autres articles"),
    "related-copy": Phrase("Other story, once more", "Autre article, répété"),
    "share": Phrase("Share buttons", "Boutons de partage"),
    "sign-off": Phrase("Signature, origin", "Signature, provenance"),
    "source": Phrase("Sources", "Sources"),
    "subscribe": Phrase("Subscription", "Abonnement"),
    "tags": Phrase("Keywords", "Mots-clés"),
    "tail": Phrase("Below the story", "Sous l’article"),
    "template": Phrase("Template of the publisher", "Gabarit de l’éditeur"),
    "title-copy": Phrase("Headline, once more", "Titre, répété"),
    "too-long": Phrase("Cut: the page is too long", "Coupé : page trop longue"),
    "translated": Phrase("Note on translation", "Mention de traduction"),
  ]
}
