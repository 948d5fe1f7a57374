<?php
// SPDX-License-Identifier: MIT
declare(strict_types=1);

namespace Matines\Demo\Pages;

use DateTimeImmutable;
use Matines\Demo\Refusal;
use Matines\Demo\Response;
use Matines\Demo\Visit;
use Matines\Demo\Words;
use Matines\Exception\InvalidInput;
use Matines\PreferenceCategory;

/** What a person wants to hear of, where and when; the library says what there is to choose. */
final readonly class PreferencePages
{
    public const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

    public function __construct(private Visit $visit)
    {
    }

    public function show(): Response
    {
        return $this->visit->page('preferences', [
            'title' => ($this->visit->words)('preferences.title'),
            'preferences' => $this->visit->preferences,
            'devices' => $this->visit->engine()->subscriptions()->list($this->visit->person()->id),
        ]);
    }

    public function language(): Response
    {
        $language = $this->visit->request->field('locale');
        $zone = $this->visit->request->field('time_zone');
        if (!in_array($language, Words::LANGUAGES, true)) {
            throw new Refusal(400, 'error.400');
        }
        return $this->changed(['locale' => $language, 'time_zone' => $zone]);
    }

    public function quiet(): Response
    {
        $request = $this->visit->request;
        if ($request->flag('clear')) {
            return $this->changed(['quiet_hours' => null]);
        }
        $days = array_values(array_intersect(self::DAYS, $request->fields('days')));
        return $this->changed(['quiet_hours' => array_filter([
            'from' => $request->field('from'),
            'to' => $request->field('to'),
            'days' => count($days) === count(self::DAYS) ? [] : $days,
        ])]);
    }

    public function pause(): Response
    {
        $now = new DateTimeImmutable('now', $this->visit->calendar->zone);
        $until = match ($this->visit->request->field('for')) {
            'hour' => $now->modify('+1 hour'),
            'tomorrow' => $now->modify('tomorrow 08:00'),
            'end' => null,
            default => throw new Refusal(400, 'error.400'),
        };
        $this->visit->engine()->preferences()->pause($this->visit->person()->id, $until);
        return $this->said('preferences.saved');
    }

    public function channels(): Response
    {
        $wanted = $this->visit->request->fields('channels');
        $changes = [];
        foreach ($this->visit->preferences->categories as $category) {
            $changes += array_filter([
                $category->name => self::changes($category, $wanted[$category->name] ?? []),
            ]);
        }
        return $this->changed($changes === [] ? [] : ['channels' => $changes]);
    }

    /** @return array<string, bool> what the boxes say otherwise than they were */
    private static function changes(PreferenceCategory $category, mixed $wanted): array
    {
        $changes = [];
        foreach ($category->channels as $channel) {
            $isOn = is_array($wanted) && isset($wanted[$channel->name]);
            if (!$channel->fixed && $isOn !== $channel->on) {
                $changes[$channel->name] = $isOn;
            }
        }
        return $changes;
    }

    private function changed(array $changes): Response
    {
        try {
            $this->visit->engine()->preferences()->set($this->visit->person()->id, $changes);
        } catch (InvalidInput) {
            return $this->said('preferences.refused');
        }
        return $this->said('preferences.saved');
    }

    private function said(string $key): Response
    {
        // In the language that was just chosen.
        $page = $this->visit->engine()->preferences()->get($this->visit->person()->id);
        return $this->visit->back('/preferences', (new Words($page->locale))($key));
    }
}
