<?php
/**
 * Plugin Name: cleanup before publishing
 * Description: Asks cleanup-hook about a post before it is published, and keeps it a draft where something blocks.
 *
 * The path of the program is the constant CLEANUP_HOOK in wp-config.php. Nothing leaves this machine.
 */

/**
 * Ask the hook about one article; return its answer, or null if there is none.
 */
function cleanup_ask( array $article ): ?array {
	$program = defined( 'CLEANUP_HOOK' ) ? CLEANUP_HOOK : 'cleanup-hook';
	$pipes   = array();
	$process = proc_open(
		array( $program, '--budget', '2s' ),
		array( 0 => array( 'pipe', 'r' ), 1 => array( 'pipe', 'w' ), 2 => array( 'file', '/dev/null', 'w' ) ),
		$pipes
	);
	if ( ! is_resource( $process ) ) {
		return null;
	}
	fwrite( $pipes[0], json_encode( $article ) );
	fclose( $pipes[0] );
	$answer = json_decode( stream_get_contents( $pipes[1] ), true );
	fclose( $pipes[1] );
	proc_close( $process );
	return is_array( $answer ) ? $answer : null;
}

/**
 * Return the text of a post without its tags; what an editor wants kept (<!-- cleanup: keep ... -->) stays.
 */
function cleanup_prose( string $content ): string {
	$content = preg_replace( '/<!--(?!\s*cleanup:).*?-->/s', '', $content );
	$content = preg_replace( '#</(p|h[1-6]|li|blockquote)>|<br\s*/?>#i', "\n\n", $content );
	$content = preg_replace( '#</?[A-Za-z][^>]*>#', '', $content );
	return trim( preg_replace( "/\n{3,}/", "\n\n", $content ) );
}

/**
 * Say in a few lines what keeps a post from being published.
 */
function cleanup_reasons( ?array $answer ): string {
	if ( null === $answer ) {
		return 'cleanup-hook gave no answer.';
	}
	$lines = isset( $answer['error'] ) ? array( $answer['error'] ) : array();
	foreach ( $answer['findings'] as $finding ) {
		if ( in_array( $finding['id'], $answer['blocking'], true ) ) {
			$lines[] = $finding['text'] . ' -> ' . ( $finding['replacements'][0] ?? '?' ) . ': ' . $finding['message'];
		}
	}
	foreach ( $answer['not_run'] as $missing ) {
		$lines[] = $missing['reason'];
	}
	return implode( "\n", $lines );
}

if ( function_exists( 'add_filter' ) ) {
	add_filter(
		'rest_pre_insert_post',
		function ( $post, $request ) {
			if ( 'publish' !== ( $post->post_status ?? '' ) ) {
				return $post;
			}
			$answer = cleanup_ask(
				array(
					'id'              => $post->ID ?? null,
					'date'            => substr( $post->post_date ?? gmdate( 'Y-m-d' ), 0, 10 ),
					'source_language' => $request['meta']['source_language'] ?? null,
					'text'            => cleanup_prose( $post->post_content ?? '' ),
				)
			);
			if ( 'publish' === ( $answer['decision'] ?? 'block' ) ) {
				return $post;
			}
			return new WP_Error( 'cleanup_blocks', cleanup_reasons( $answer ), array( 'status' => 400 ) );
		},
		10,
		2
	);
}
