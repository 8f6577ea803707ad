import Cells
import Stories
import Wording

/// Updates while an offer is on the screen: it is answered, or dismissed by any other command.
func updateOffer(_ state: inout State, _ offer: Offer, _ action: Action) -> [Effect] {
  switch action {
  case .answer(.yes):
    state.overlay = nil
    guard state.work == nil else { return tell(&state, .stillWorking) }
    state.work = Work(publisher: offer.rule.publisher, stories: offer.stories)
    return [.applyRule(offer)]
  case .answer(.preview):
    guard offer.preview == nil, !offer.isPreviewing else { return [] }
    var offer = offer
    offer.isPreviewing = true
    state.overlay = .offer(offer)
    return [.previewRule(offer)]
  case .answer(.no), .command(.cancel):
    state.overlay = nil
    return offer.isPreviewing ? [.stopRule] : []
  case .wheel where offer.preview == nil: return updateStory(&state, action)
  default: break
  }
  guard offer.preview != nil else {
    state.overlay = nil
    return update(&state, action)
  }
  var offer = offer
  switch action {
  case .wheel(_, let lines): offer.top += lines
  case .command(.toStart): offer.top = 0
  case .command(.toEnd): offer.top = .max / 2
  case .command(let command): offer.top += scrolling(command, height: OfferSheet.height(state, offer)) ?? 0
  default: break
  }
  let most = OfferSheet.rows(state, offer).count - OfferSheet.height(state, offer)
  offer.top = max(0, min(offer.top, most))
  state.overlay = .offer(offer)
  return []
}

/// Shows what a rule would change, if that offer is still open.
func previewed(_ state: inout State, _ rule: PublisherRule, _ found: [RulePreview]) -> [Effect] {
  guard case .offer(var offer) = state.overlay, offer.rule == rule else { return [] }
  offer.isPreviewing = false
  offer.preview = found
  state.overlay = .offer(offer)
  return []
}

/// Reports that a rule has been applied.
func ruled(_ state: inout State, _ outcome: RuleOutcome) -> [Effect] {
  state.work = nil
  switch outcome {
  case .kept(let change, let file):
    state.message = Message(.ruleDone(change.rule?.publisher ?? "", stories: change.stories, file: file))
  case .stopped: state.message = Message(.ruleStopped)
  case .failed(let message): state.message = message
  }
  return refreshed(&state)
}
