package dev.tenure.reseller;

import dev.tenure.platform.web.Navigation;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The entries of the Reseller Portal. */
@Configuration
class ResellerNavigation {

  @Bean
  static Navigation resellerEntries() {
    return new Navigation(
        "reseller",
        List.of(
            new Navigation.Entry("reseller.nav.customers", "/reseller/customers", "SEE_CUSTOMERS"),
            new Navigation.Entry("reseller.nav.phones", Paths.SYSTEMS, "SEE_CUSTOMERS"),
            new Navigation.Entry("reseller.nav.users", "/reseller/users", "KEEP_RESELLER_PEOPLE"),
            new Navigation.Entry("reseller.nav.audit", "/reseller/audit", "SEE_RESELLER_AUDIT")));
  }
}
