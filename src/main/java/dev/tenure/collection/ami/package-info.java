/** The wire protocol of Asterisk's manager interface (AMI): messages in, actions out. */
@NullMarked
package dev.tenure.collection.ami;

import org.jspecify.annotations.NullMarked;
