package dev.tenure.reseller;

import dev.tenure.identity.Permission;
import dev.tenure.platform.Level;
import dev.tenure.platform.web.Typed;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A person of a customer as fields of a form. */
public final class UserForm {

  private UserForm() {}

  /** The permissions that a form offers, in its order. */
  public static List<Permission> offered() {
    return Permission.of(Level.CUSTOMER);
  }

  /** The name of a permission's box. */
  public static String box(Permission permission) {
    return "may-" + permission;
  }

  static Set<Permission> permissions(Typed typed) {
    Set<Permission> ticked = EnumSet.noneOf(Permission.class);
    offered().stream().filter(each -> typed.has(box(each))).forEach(ticked::add);
    return ticked;
  }

  static Typed of(String name, String email, Set<Permission> permissions) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("email", email);
    permissions.forEach(permission -> values.put(box(permission), "on"));
    return new Typed(values);
  }
}
