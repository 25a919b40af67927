namespace SemCom;

/// <summary>Finds what is meant in pictures. One instance serves any number of threads.</summary>
public interface IPromptableSegmenter
{
    /// <summary>Looks at a picture once; any number of prompts may follow.</summary>
    /// <param name="picture">Any size.</param>
    ISegmentedPicture Look(Picture picture);
}
