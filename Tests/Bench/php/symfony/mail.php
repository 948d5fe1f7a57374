<?php
// SPDX-License-Identifier: MIT
// Mails a second that Symfony's Mailer hands to the server at MAIL_PORT on loopback, as it comes
// and with as much reuse as it offers. Prints "CPU WALL" of each: a second of this process, and of
// the clock. The mails have the words of a promotion, ready-made, and go from no queue.
declare(strict_types=1);

require '/usr/share/php/Symfony/Component/Mailer/autoload.php';

use Symfony\Component\Mailer\Mailer;
use Symfony\Component\Mailer\Transport\Smtp\EsmtpTransport;
use Symfony\Component\Mime\Email;

const PARAGRAPH = 'Félicitations ! Vous accédez au rang de ministre (l’Agriculture). Vos nouveaux'
    . ' droits sont actifs dès maintenant : vous les trouverez dans le back-office.';

function email(int $number): Email
{
    $paragraph = '<p class="ink" style="margin:0 0 16px;font-size:16px;line-height:1.6">'
        . PARAGRAPH . "</p>\n";
    return (new Email())
        ->from('bo@example.org')
        ->to("person$number@example.org")
        ->subject('Vous accédez au rang de ministre (l’Agriculture)')
        ->text(str_repeat(PARAGRAPH . "\n\n", 3))
        ->html('<!DOCTYPE html><html lang="fr"><body>' . str_repeat($paragraph, 12)
            . '</body></html>');
}

function cpu(): float
{
    $usage = getrusage();
    return $usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']
        + ($usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec']) / 1e6;
}

/** @return array{float, float} */
function rates(Mailer $mailer, int $count): array
{
    $mailer->send(email(0));
    [$cpu, $wall] = [cpu(), hrtime(true)];
    for ($number = 1; $number <= $count; $number++) {
        $mailer->send(email($number));
    }
    return [$count / (cpu() - $cpu), $count / ((hrtime(true) - $wall) / 1e9)];
}

$port = (int) getenv('MAIL_PORT');
$stock = new EsmtpTransport('127.0.0.1', $port, false);
$tuned = new EsmtpTransport('127.0.0.1', $port, false);
$tuned->setRestartThreshold(1_000_000);
$tuned->getStream()->setStreamOptions(['socket' => ['tcp_nodelay' => true]]);
foreach ([[$stock, 40], [$tuned, 1_000]] as [$transport, $count]) {
    printf("%.1f %.1f ", ...rates(new Mailer($transport), $count));
}
