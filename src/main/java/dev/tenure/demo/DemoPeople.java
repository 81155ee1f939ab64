package dev.tenure.demo;

import dev.tenure.identity.Invitation;
import dev.tenure.identity.Organisation;
import dev.tenure.identity.People;
import dev.tenure.identity.Permission;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.ResellerId;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The people of the demo world; all have the same password. */
@InDemo
@Component
class DemoPeople {

  static final String PASSWORD = "demo-world-of-tenure";
  static final String SUPPORT = "support@tenure.example";
  static final String RESELLER = "dana@northwind.example";
  static final String CUSTOMER = "priya@acme.example";

  private final People people;

  DemoPeople(People people) {
    this.people = people;
  }

  PersonId support(String name, String email, Actor by) {
    return create(new Organisation.Support(), name, email, all(Permission.SUPPORT), by);
  }

  PersonId reseller(ResellerId reseller, String name, String email, Actor by) {
    return create(
        new Organisation.Reseller(reseller), name, email, all(Permission.WEBSITE_ACCESS), by);
  }

  /** Somebody of the reseller who may look at customers and not touch them. */
  void reader(ResellerId reseller, String name, String email, Actor by) {
    create(new Organisation.Reseller(reseller), name, email, Set.of(Permission.WEBSITE_ACCESS), by);
  }

  void administrator(CustomerId customer, String name, String email, Actor by) {
    create(new Organisation.Customer(customer), name, email, all(Permission.WEBSITE_USER), by);
  }

  void user(CustomerId customer, String name, String email, Actor by) {
    create(new Organisation.Customer(customer), name, email, Set.of(Permission.WEBSITE_USER), by);
  }

  private PersonId create(
      Organisation home, String name, String email, Set<Permission> permissions, Actor by) {
    return people.create(new Invitation(home, name, email, permissions), PASSWORD, by);
  }

  /** Every permission of the level of that one. */
  private static Set<Permission> all(Permission one) {
    return EnumSet.copyOf(Permission.of(one.level()));
  }
}
