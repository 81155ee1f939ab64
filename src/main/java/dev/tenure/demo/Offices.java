package dev.tenure.demo;

import dev.tenure.demo.phones.Office;
import java.util.List;
import java.util.Map;

/** The offices on the two simulated phone systems, by reseller. */
final class Offices {

  static final Map<String, List<Office>> ALL =
      Map.of(
          "northwind",
          List.of(
              new Office(
                  "acme",
                  "020 7946 0100",
                  List.of("020 7946 0", "07700 900", "0161 496 0"),
                  List.of("Reception", "Billing"),
                  List.of(
                      "Amy Clarke",
                      "Ben Osei",
                      "Chloe Park",
                      "Dev Patel",
                      "Ella Novak",
                      "Femi Ade",
                      "Gus Lind",
                      "Hana Sato"),
                  1.8),
              new Office(
                  "brightwater",
                  "0117 496 0200",
                  List.of("0117 496 0", "07700 900", "0131 496 0"),
                  List.of("Reservations", "Events", "Guest care"),
                  List.of(
                      "Isla Grant",
                      "Jonas Weber",
                      "Katya Ilin",
                      "Liam Byrne",
                      "Maya Singh",
                      "Noor Aziz"),
                  1.2),
              new Office(
                  "calder",
                  "0113 496 0300",
                  List.of("0113 496 0", "07700 900"),
                  List.of("Bookings"),
                  List.of("Olga Petrova", "Pete Walsh", "Rosa Marin"),
                  0.6),
              new Office(
                  "granite",
                  "0191 498 0400",
                  List.of("0191 498 0", "07700 900", "029 2018 0"),
                  List.of("New policies", "Claims"),
                  List.of("Sana Malik", "Tom Reid", "Una Doyle", "Viktor Holm", "Wen Li"),
                  1.3)),
          "harbour",
          List.of(
              new Office(
                  "atlantic",
                  "212 555 0100",
                  List.of("212 555 0", "617 555 0", "732 555 0"),
                  List.of("Dispatch", "Customs"),
                  List.of("Abby Cole", "Brian Fox", "Carmen Ruiz", "Dale Young", "Erin Scott"),
                  1.0),
              new Office(
                  "beacon",
                  "617 555 0140",
                  List.of("617 555 0", "508 555 0"),
                  List.of("Appointments", "Nurse line"),
                  List.of("Faith Moore", "Greg Allen", "Helen Choi", "Ivan Ross"),
                  0.8)));

  private Offices() {}
}
