using SemCom.Latents;

namespace SemCom.Video;

/// <summary>
/// The latents of a video's picture as the receiver holds them, how far off they are expected to be, and how much of that is noise of the channel, which the transmitter does not see. The
/// transmitter keeps the same without noise: what it sent, as it expects it to arrive. Colour means are those of patches, without transform. Not for several threads at the same time.
/// </summary>
public sealed class HeldPicture
{
    /// <summary>Where something was missed and a patch that is sent once more differs from what is held by more than this many times the expected square, that is taken for so much worse known.</summary>
    private const double Surprise = 2;

    /// <summary>And by so much more, since few values may vary by chance.</summary>
    private const double Chance = 8;

    private readonly UpdateTables _tables;
    private readonly float[] _values;
    private readonly float[] _errors;
    private readonly float[] _noise;
    private readonly bool[] _doubtful;
    private readonly bool[] _missed;
    private readonly bool[] _unknown;
    private readonly byte[] _symbols;
    private readonly float[] _innovation;
    private readonly float[] _expected;

    /// <summary>Holds nothing yet.</summary>
    /// <param name="tables">The model's statistics.</param>
    /// <param name="grid">Patches of the pictures.</param>
    public HeldPicture(UpdateTables tables, PatchGrid grid)
    {
        ArgumentNullException.ThrowIfNull(tables);
        (_tables, Grid) = (tables, grid);
        var count = tables.Latents.Latents * grid.Count;
        (_values, _errors, _noise) = (new float[count], new float[count], new float[count]);
        (_doubtful, _missed, _unknown, _symbols) = (new bool[grid.Count], new bool[grid.Count], new bool[grid.Count], new byte[grid.Count]);
        (_innovation, _expected) = (new float[grid.Count], new float[grid.Count]);
        Forget();
    }

    /// <summary>The patches.</summary>
    public PatchGrid Grid { get; }

    /// <summary>Estimates, in planes [latents · patches].</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Expected squares of their errors.</summary>
    public ReadOnlySpan<float> Errors => _errors;

    /// <summary>The part of the errors that came from the channel.</summary>
    public ReadOnlySpan<float> Noise => _noise;

    /// <summary>Share of patches of which nothing ever arrived that stands by itself.</summary>
    public double ShareUnknown => (double)_unknown.Count(unknown => unknown) / Grid.Count;

    /// <summary>Nothing is known of any patch: grey, with the errors of detailed patches.</summary>
    public void Forget()
    {
        _values.AsSpan().Clear();
        _noise.AsSpan().Clear();
        _doubtful.AsSpan().Fill(true);
        _unknown.AsSpan().Fill(true);
        for (var latent = 0; latent < _tables.Latents.Latents; latent++)
            _errors.AsSpan(latent * Grid.Count, Grid.Count).Fill((float)PriorOf(latent));
    }

    /// <summary>Something was missed: the next difference is added to what may be wrong, by as much again as it changes.</summary>
    public void Doubt()
    {
        _doubtful.AsSpan().Fill(true);
        _missed.AsSpan().Fill(true);
    }

    /// <summary>Takes a whole picture.</summary>
    /// <param name="message">Its side message.</param>
    /// <param name="allocation">Order and gains.</param>
    /// <param name="payload">What arrived of it.</param>
    public void Begin(SideMessage message, LatentAllocation allocation, Observation payload)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(allocation);
        var at = 0;
        for (var g = 0; g < allocation.Groups.Count; g++)
        {
            var group = allocation.Groups[g];
            var plane = group.Latent * Grid.Count;
            foreach (var member in group.Members)
                (_values[plane + member], _errors[plane + member], _noise[plane + member]) = (0, (float)group.Variance, 0);
            for (var i = 0; i < allocation.Taken[g]; i++, at++)
                Add(plane + group.Members[i], (float)group.Variance, (float)allocation.Gains[g], payload, at);
        }
        var low = _tables.Latents.LowLatents * Grid.Count;
        if (message.Base is { } layer)
        {
            layer.Dequantize(_values.AsSpan(0, low));
            layer.FillErrors(_tables.Latents, Grid, _errors.AsSpan(0, low));
            _noise.AsSpan(0, low).Clear();
        }
        for (var latent = 0; latent < _tables.Latents.LowLatents; latent++)
        {
            var (start, block) = (latent * Grid.Count, _tables.Latents.LowBlock);
            LowBandTransform.Inverse(_values.AsSpan(start, Grid.Count), Grid, block);
            LowBandTransform.SpreadErrors(_errors.AsSpan(start, Grid.Count), Grid, block);
            LowBandTransform.SpreadErrors(_noise.AsSpan(start, Grid.Count), Grid, block);
        }
        _doubtful.AsSpan().Clear();
        _missed.AsSpan().Clear();
        _unknown.AsSpan().Clear();
    }

    /// <summary>Takes what a frame says of some patches.</summary>
    /// <param name="message">Its message.</param>
    /// <param name="allocation">Order and gains.</param>
    /// <param name="payload">What arrived of it.</param>
    /// <param name="isGuarded">True at the receiver, which may hold something else than the transmitter thinks.</param>
    public void Update(UpdateMessage message, LatentAllocation allocation, Observation payload, bool isGuarded)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(allocation);
        message.Map.CopyTo(_symbols, 0);
        if (isGuarded)
            Guard(message, allocation, payload);
        for (var latent = 0; latent < _tables.Latents.Latents; latent++)
            Prepare(latent, message);
        var at = 0;
        for (var g = 0; g < allocation.Groups.Count && allocation.Taken[g] > 0; g++)
        {
            var group = allocation.Groups[g];
            var (plane, v, gain) = (group.Latent * Grid.Count, (float)group.Variance, (float)allocation.Gains[g]);
            for (var i = 0; i < allocation.Taken[g]; i++, at++)
            {
                var patch = group.Members[i];
                if (_tables.Symbols.IsRepeat(_symbols[patch]))
                    Combine(plane + patch, gain, payload, at);
                else
                    Add(plane + patch, v, gain, payload, at);
            }
        }
        for (var i = 0; i < _symbols.Length; i++)
        {
            if (_tables.Symbols.IsWhole(_symbols[i]))
                (_doubtful[i], _unknown[i]) = (false, false);
            _missed[i] &= _symbols[i] == UpdateSymbols.Keep;
        }
    }

    private double PriorOf(int latent) => latent < _tables.Latents.LowLatents ? _tables.Latents.LowVariance(latent, 0, 0) / (_tables.Latents.LowBlock * _tables.Latents.LowBlock)
        : _tables.Latents.HighVariance(_tables.Latents.ClassCount / 2, latent);

    /// <summary>Where something was missed, and what is sent once more is far from what is held, that counts less; where it is worse than nothing, it is forgotten.</summary>
    private void Guard(UpdateMessage message, LatentAllocation allocation, Observation payload)
    {
        _innovation.AsSpan().Clear();
        _expected.AsSpan().Clear();
        var at = 0;
        for (var g = 0; g < allocation.Groups.Count && allocation.Taken[g] > 0; g++)
        {
            var group = allocation.Groups[g];
            var (plane, gain) = (group.Latent * Grid.Count, (float)allocation.Gains[g]);
            if (!_tables.Symbols.IsRepeat(group.Class))
            {
                at += allocation.Taken[g];
                continue;
            }
            for (var i = 0; i < allocation.Taken[g]; i++, at++)
            {
                var (patch, noise) = (group.Members[i], payload.Noise(at));
                if (!float.IsFinite(noise) || gain == 0)
                    continue;
                var difference = payload.Real(at) - gain * _values[plane + patch];
                _innovation[patch] += difference * difference / (gain * gain * _errors[plane + patch] + noise);
                _expected[patch]++;
            }
        }
        for (var patch = 0; patch < _symbols.Length; patch++)
        {
            if (!_doubtful[patch] || !_tables.Symbols.IsRepeat(_symbols[patch]))
                continue;
            for (var latent = 0; latent < _tables.Latents.LowLatents; latent++)
            {
                var i = latent * Grid.Count + patch;
                var difference = (float)(message.Levels[patch * _tables.Latents.LowLatents + latent] * message.Step) - _values[i];
                _innovation[patch] += difference * difference / (_errors[i] + (float)(message.Step * message.Step / 12));
                _expected[patch]++;
            }
            if (_unknown[patch])
                _symbols[patch] = (byte)_tables.Symbols.Anew(_tables.Symbols.ClassOf(_symbols[patch]));
            else if (_innovation[patch] > Surprise * _expected[patch] + Chance)
                Distrust(patch, _innovation[patch] / _expected[patch]);
        }
    }

    /// <summary>Takes what is held of a patch for worse known by a factor.</summary>
    private void Distrust(int patch, float factor)
    {
        var patchClass = _tables.Symbols.ClassOf(_symbols[patch]);
        for (var latent = _tables.Latents.LowLatents; latent < _tables.Latents.Latents; latent++)
        {
            var (i, v) = (latent * Grid.Count + patch, (float)_tables.Latents.HighVariance(patchClass, latent));
            _errors[i] *= factor;
            _noise[i] = _errors[i];
            if (_errors[i] > v)
                (_values[i], _errors[i], _noise[i]) = (0, v, 0);
        }
    }

    /// <summary>What a latent of every patch is before its value is read, and stays where that is not sent.</summary>
    private void Prepare(int latent, UpdateMessage message)
    {
        var symbols = _tables.Symbols;
        var plane = latent * Grid.Count;
        var isMean = latent < _tables.Latents.LowLatents;
        for (var patch = 0; patch < _symbols.Length; patch++)
        {
            var (symbol, i) = (_symbols[patch], plane + patch);
            if (symbols.IsDifference(symbol))
            {
                var difference = symbols.ClassOf(symbol);
                var (gain, v) = (_tables.Gains(difference)[latent], _tables.Variances(difference)[latent]);
                _values[i] *= gain;
                _noise[i] = gain * gain * _noise[i] + (_missed[patch] ? v : 0);
                _errors[i] = v + _noise[i];
            }
            else if (isMean && symbols.IsWhole(symbol))
            {
                _values[i] = (float)(message.Levels[patch * _tables.Latents.LowLatents + latent] * message.Step);
                (_errors[i], _noise[i]) = ((float)(message.Step * message.Step / 12), 0);
            }
            else if (symbols.IsAnew(symbol))
            {
                (_values[i], _errors[i], _noise[i]) = (0, (float)_tables.Latents.HighVariance(symbols.ClassOf(symbol), latent), 0);
            }
        }
    }

    /// <summary>Linear least-squares estimate of a value of variance v, added to what is held.</summary>
    private void Add(int i, float v, float gain, Observation payload, int at)
    {
        var (noise, planned) = (payload.Noise(at), payload.PlannedNoise);
        var (signal, share) = (v * gain * gain, v * gain * gain / (v * gain * gain + planned));
        if (!float.IsFinite(noise))
        {
            _noise[i] += share * share * v;
            return;
        }
        var weight = v * gain / (signal + noise);
        var mismatch = weight * gain - share;
        _values[i] += weight * payload.Real(at);
        _errors[i] = v * noise / (signal + noise) + _noise[i];
        _noise[i] += weight * weight * noise + mismatch * mismatch * v;
    }

    /// <summary>What is held and what arrived, each weighed by the inverse of its expected squared error.</summary>
    private void Combine(int i, float gain, Observation payload, int at)
    {
        var noise = payload.Noise(at);
        if (!float.IsFinite(noise) || gain == 0)
            return;
        var signal = _errors[i] * gain * gain;
        var weight = _errors[i] * gain / (signal + noise);
        var kept = 1 - weight * gain;
        _values[i] += weight * (payload.Real(at) - gain * _values[i]);
        _noise[i] = kept * kept * _noise[i] + weight * weight * noise;
        _errors[i] = _errors[i] * noise / (signal + noise);
    }
}
