package dev.tenure.platform.command;

import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.context.SmartLifecycle;

/**
 * Takes out our own beans that Spring would wake although everything is lazy, in case one lacks
 * {@link dev.tenure.platform.Serving}.
 */
final class ActorsRemoved implements BeanFactoryPostProcessor {

  private static final List<Class<?>> ACTORS =
      List.of(ApplicationRunner.class, CommandLineRunner.class, SmartLifecycle.class);

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    if (!(beans instanceof BeanDefinitionRegistry registry)) {
      throw new IllegalStateException("Not a registry of bean definitions: " + beans.getClass());
    }
    for (Class<?> actor : ACTORS) {
      for (String name : beans.getBeanNamesForType(actor, true, false)) {
        Class<?> type = beans.getType(name, false);
        if (type != null
            && type.getName().startsWith("dev.tenure.")
            && registry.containsBeanDefinition(name)) {
          registry.removeBeanDefinition(name);
        }
      }
    }
  }
}
