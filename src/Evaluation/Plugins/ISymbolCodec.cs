namespace SemCom.Evaluation.Plugins;

/// <summary>A codec whose encoder makes complex symbols. One instance serves all workers.</summary>
internal interface ISymbolCodec
{
    /// <summary>Checksums of everything that decides its results.</summary>
    string Identity { get; }

    /// <summary>Symbols for a picture, of any power.</summary>
    /// <param name="job">The picture and its link.</param>
    /// <param name="maxSymbols">Most symbols that fit the budget; more are refused afterwards.</param>
    /// <exception cref="SemComException">It failed.</exception>
    Complex32[] Encode(PluginJob job, int maxSymbols);

    /// <summary>The picture that symbols give. Of the job only what a receiver knows may be used: size, channel and rate.</summary>
    /// <param name="job">The picture's size and its link.</param>
    /// <param name="received">Equalised symbols and their noise.</param>
    /// <exception cref="SemComException">It failed, or its picture has another size.</exception>
    Picture Decode(PluginJob job, ReceivedSymbols received);
}
