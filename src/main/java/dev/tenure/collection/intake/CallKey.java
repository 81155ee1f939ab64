package dev.tenure.collection.intake;

import dev.tenure.collection.model.Service;
import dev.tenure.platform.CustomerId;

/** One call as facts are kept of it: of one source and customer, within one service period. */
record CallKey(CallRef call, Service service) {
  CustomerId customer() {
    return call.customer();
  }
}
